namespace CryptoDashboard.Core.Performance;

/// <summary>What a stretch of trading left behind, of a backtest or of a bot that lived: all that figures are made of.</summary>
public sealed record RunRecord
{
    /// <summary>Open time of the first candle.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Close time of the last candle.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Quote units.</summary>
    public required decimal StartEquity { get; init; }

    /// <summary>Cash plus positions at the last close; quote units.</summary>
    public required decimal FinalEquity { get; init; }

    /// <summary>Closed round trips, in the order of their closing.</summary>
    public required IReadOnlyList<FinishedTrade> Trades { get; init; }

    /// <summary>Round trips that are open still, valued at the last close.</summary>
    public IReadOnlyList<FinishedTrade> OpenTrades { get; init; } = [];

    /// <summary>The start, then the last close of each day (UTC), the last one of a day that may not be whole.</summary>
    public required IReadOnlyList<EquitySample> Days { get; init; }

    /// <summary>What the same money would be at the same moments had it been spent whole at the first price, fee included.</summary>
    public IReadOnlyList<EquitySample> BuyAndHold { get; init; } = [];

    /// <summary>The deepest fall from the highest equity so far, by the close of each candle: 0.2 = 20 %.</summary>
    public double DeepestFall { get; init; }

    /// <summary>How long something was held.</summary>
    public TimeSpan InMarket { get; init; }

    /// <summary>Fees of all fills; quote units at their moments.</summary>
    public decimal Fees { get; init; }

    /// <summary>Value of all fills; quote units.</summary>
    public decimal Turnover { get; init; }

    /// <summary>Signals that were not HOLD.</summary>
    public int Signals { get; init; }

    public int Orders { get; init; }

    /// <summary>Orders that ended without a fill: turned down, expired or withdrawn.</summary>
    public int OrdersInVain { get; init; }

    /// <summary>What the risk gate refused, by the code of the refusal.</summary>
    public IReadOnlyDictionary<string, int> Refusals { get; init; } = new Dictionary<string, int>();
}
