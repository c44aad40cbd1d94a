namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>One thing that was otherwise in life than in the backtest, with its cause.</summary>
/// <param name="At">Close of the candle it was decided on, or the moment of the fill; the market's clock.</param>
/// <param name="Sentence">What was otherwise and why, with its numbers.</param>
public sealed record ParityDifference(DateTimeOffset At, ParityKind Kind, ParityCause Cause, string Sentence)
{
    /// <summary>What happened, in a few words.</summary>
    public string Lived { get; init; } = "";

    /// <summary>What the backtest did, in a few words.</summary>
    public string Tried { get; init; } = "";

    /// <summary>Client order id that it is about, or null.</summary>
    public string? OrderId { get; init; }

    /// <summary>Id of the round trip that it changed, in life or in the backtest; null where it changed none.</summary>
    public string? TradeId { get; init; }

    /// <summary>Candles it lasted for.</summary>
    public int Candles { get; init; } = 1;

    /// <summary>What life made more than the backtest by it; quote units, negative when it cost.</summary>
    public decimal Gap { get; init; }

    /// <summary>Where the gap belongs in the truth report.</summary>
    public GapPart Part => Cause switch
    {
        ParityCause.Slippage => GapPart.Slippage,
        ParityCause.Latency => GapPart.Timing,
        ParityCause.Fee => GapPart.Fee,
        ParityCause.MissedFill or ParityCause.PartialFill => GapPart.Missed,
        _ => GapPart.Signal,
    };
}
