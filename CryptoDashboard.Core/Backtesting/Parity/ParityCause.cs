namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>Why life and backtest differ. Stored by name.</summary>
public enum ParityCause
{
    /// <summary>Nothing that is known explains it: a fault of this program until it is found.</summary>
    Unexplained,

    /// <summary>The candle became known too late to open a position on.</summary>
    LateCandle,

    /// <summary>The candle was not there when its time came, and was filled in later.</summary>
    CandleMissing,

    /// <summary>The stored candle is not the one that was seen.</summary>
    CandleChanged,

    /// <summary>Another exchange served the market from then on.</summary>
    SourceSwitch,

    /// <summary>Bid, ask and depth gave another price than the candle's.</summary>
    Slippage,

    /// <summary>The order was filled in a later candle, or an earlier one.</summary>
    Latency,

    /// <summary>Another fee than the market's rules say.</summary>
    Fee,

    /// <summary>A limit that no backtest of one bot knows: kill switch, breaker, other exchanges, other bots.</summary>
    Refusal,

    /// <summary>The bot did not run, or was being stopped.</summary>
    Stopped,

    /// <summary>The bot was started anew and its strategy warmed up anew.</summary>
    Restart,

    /// <summary>Its settings were changed.</summary>
    SettingsChanged,

    /// <summary>The exchange did not fill it, or turned it down.</summary>
    MissedFill,

    /// <summary>A part of it was filled.</summary>
    PartialFill,

    /// <summary>A person or a plan ordered it.</summary>
    ByHand,
}
