namespace CryptoDashboard.Core.Backtesting;

/// <summary>Where the costs of a backtest's fills come from.</summary>
public enum FillSource
{
    /// <summary>Spread, slippage and latency as they were given.</summary>
    Given = 0,

    /// <summary>As learnt of each market, run at three levels.</summary>
    Learnt = 1,
}
