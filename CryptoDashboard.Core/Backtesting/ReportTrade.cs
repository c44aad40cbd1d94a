using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>One round trip as a report keeps it. Money in quote units.</summary>
public sealed record ReportTrade
{
    public required string Id { get; init; }

    /// <summary>Of the bot that made it, where a run has several.</summary>
    public int Bot { get; init; }

    public required string Market { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Base units bought.</summary>
    public decimal Quantity { get; init; }

    public decimal? EntryPrice { get; init; }

    public decimal? ExitPrice { get; init; }

    public decimal Paid { get; init; }

    public decimal Received { get; init; }

    public decimal Fees { get; init; }

    /// <summary>Net of all fees.</summary>
    public decimal Profit { get; init; }

    /// <summary>Profit / paid.</summary>
    public decimal ProfitRatio { get; init; }

    /// <summary>Maximum adverse excursion: −0.05 is 5 % below the entry.</summary>
    public double Worst { get; init; }

    /// <summary>Maximum favourable excursion.</summary>
    public double Best { get; init; }

    public required string OpenReason { get; init; }

    public string? CloseReason { get; init; }

    /// <summary>Whether a stop or a take-profit closed it.</summary>
    public bool ByGuard { get; init; }

    public static ReportTrade Of(FinishedTrade finished)
    {
        var trade = finished.Trade;
        return new()
        {
            Id = trade.Id,
            Bot = trade.BotId,
            Market = trade.Market.ToString(),
            OpenedAt = trade.OpenedAt,
            ClosedAt = trade.ClosedAt,
            Quantity = trade.Bought.Value,
            EntryPrice = trade.EntryPrice,
            ExitPrice = trade.ExitPrice,
            Paid = trade.Paid,
            Received = trade.Received,
            Fees = trade.Fees,
            Profit = trade.Profit,
            ProfitRatio = trade.ProfitRatio,
            Worst = finished.Worst,
            Best = finished.Best,
            OpenReason = trade.OpenReason,
            CloseReason = trade.CloseReason,
            ByGuard = trade.ClosedByGuard,
        };
    }
}
