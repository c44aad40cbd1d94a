namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>What a gap between life and backtest is made of.</summary>
public enum GapPart
{
    /// <summary>Something else was decided.</summary>
    Signal,

    /// <summary>The same was traded at another time.</summary>
    Timing,

    /// <summary>The same was traded at another price.</summary>
    Slippage,

    /// <summary>Another fee was paid.</summary>
    Fee,

    /// <summary>It was not filled, or in part only.</summary>
    Missed,
}
