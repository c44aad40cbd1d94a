using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Positions;

/// <summary>One round trip: from the fill that opens a position to the fill that leaves nothing sellable. Open while <see cref="ClosedAt"/> is null.</summary>
public sealed record Trade
{
    /// <summary>Client order id of the opening order.</summary>
    public required string Id { get; init; }

    public required int BotId { get; init; }

    public required MarketId Market { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Base units bought, before fees.</summary>
    public Quantity Bought { get; init; }

    /// <summary>Quote units paid for them, before fees.</summary>
    public decimal Paid { get; init; }

    public Quantity Sold { get; init; }

    /// <summary>Quote units received for what was sold, before fees.</summary>
    public decimal Received { get; init; }

    /// <summary>Fees of both sides, in quote units at their fills.</summary>
    public decimal Fees { get; init; }

    /// <summary>Profit or loss of what was sold, net of all fees; quote units.</summary>
    public decimal Profit { get; init; }

    /// <summary>Why it was opened, as the strategy put it.</summary>
    public required string OpenReason { get; init; }

    public string? CloseReason { get; init; }

    /// <summary>Whether a stop or a take-profit closed it.</summary>
    public bool ClosedByGuard { get; init; }

    /// <summary>Average true range when it was opened, quote units; 0 where it was not known.</summary>
    public decimal OpenAtr { get; init; }

    /// <summary>The highest close since it was opened; quote units.</summary>
    public decimal Reached { get; init; }

    public decimal? EntryPrice => Bought.IsZero ? null : Paid / Bought.Value;

    public decimal? ExitPrice => Sold.IsZero ? null : Received / Sold.Value;

    /// <summary>Profit as a share of what was paid: 0.01 = 1 %.</summary>
    public decimal ProfitRatio => Paid == 0 ? 0 : Profit / Paid;
}
