namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>A day of a bot, held against a backtest of the same day. Money in quote units.</summary>
public sealed record ParityReport
{
    public required int BotId { get; init; }

    /// <summary>UTC, by the market's clock.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Candles that were compared.</summary>
    public int Candles { get; init; }

    /// <summary>BUYs and SELLs that were compared.</summary>
    public int Signals { get; init; }

    /// <summary>Fills of the day in life.</summary>
    public int Fills { get; init; }

    /// <summary>How often the backtest was set going again from what the bot really was, after a difference.</summary>
    public int Stretches { get; init; }

    public IReadOnlyList<ParityDifference> Differences { get; init; } = [];

    /// <summary>Round trips of the day, oldest first.</summary>
    public IReadOnlyList<TradeGap> Trades { get; init; } = [];

    /// <summary>What should be known when this is read: rules of today, settings that are not known any more.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the day changed of the bot's equity.</summary>
    public decimal Lived { get; init; }

    /// <summary>What it changed in a backtest that went through the day without looking at life.</summary>
    public decimal Tried { get; init; }

    /// <summary>Value of all fills of the day in life.</summary>
    public decimal Traded { get; init; }

    /// <summary>What life made more than the backtest.</summary>
    public decimal Gap => Lived - Tried;

    /// <summary>The part of the gap that no single difference accounts for: what follows from a different size or a different moment.</summary>
    public decimal Rest => Gap - Differences.Sum(d => d.Gap);

    public int Unexplained => Differences.Count(d => d.Cause == ParityCause.Unexplained);

    public bool IsEqual => Differences.Count == 0;

    /// <summary>The whole of it in a sentence.</summary>
    public string Sentence(string quote) => Candles == 0 ? "The bot handled no candle on this day."
        : IsEqual ? $"Life and backtest are the same: {Candles:#,0} candles, {Signals} signals, {Fills} fills."
        : $"{(Differences.Count == 1 ? "1 difference" : $"{Differences.Count} differences")}, {(Unexplained == 0 ? "all explained" : $"{Unexplained} unexplained")}. The day made {Lived:+#,0.00;−#,0.00;0.00} {quote}, the backtest {Tried:+#,0.00;−#,0.00;0.00}.";
}
