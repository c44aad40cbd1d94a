namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>An order of ours as the exchange sees it. What it does not tell is null.</summary>
/// <param name="Id">The exchange's id.</param>
/// <param name="ClientOrderId">Ours.</param>
/// <param name="Status"><c>open</c>, <c>closed</c> (filled), <c>canceled</c>, <c>expired</c>, <c>rejected</c>.</param>
/// <param name="Filled">Base units so far.</param>
/// <param name="Average">Price of what was filled.</param>
/// <param name="Cost">Quote units so far.</param>
/// <param name="Fills">Where the answer carries them; else ask for the account's trades.</param>
public sealed record BridgeOrder(
    string? Id,
    string? ClientOrderId,
    string? Symbol,
    string? Type,
    string? Side,
    string? TimeInForce,
    decimal? Price,
    decimal? StopPrice,
    decimal? Amount,
    decimal? Filled,
    decimal? Remaining,
    decimal? Average,
    decimal? Cost,
    string? Status,
    DateTimeOffset? Timestamp,
    DateTimeOffset? Updated,
    IReadOnlyList<BridgeFee> Fees,
    IReadOnlyList<BridgeFill> Fills);
