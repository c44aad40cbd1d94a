namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>A trade of ours.</summary>
/// <param name="Id">The exchange's id of the trade: the same fill told twice has the same.</param>
/// <param name="Order">The exchange's id of the order.</param>
/// <param name="Role"><c>maker</c> or <c>taker</c>.</param>
/// <param name="Amount">Base units.</param>
/// <param name="Cost">Quote units.</param>
public sealed record BridgeFill(
    string? Id,
    string? Order,
    string? Symbol,
    string? Side,
    string? Role,
    decimal? Price,
    decimal? Amount,
    decimal? Cost,
    DateTimeOffset? Timestamp,
    IReadOnlyList<BridgeFee> Fees);

/// <param name="Currency">The asset the fee was taken in, which may be neither side of the market.</param>
public sealed record BridgeFee(decimal Cost, string? Currency);
