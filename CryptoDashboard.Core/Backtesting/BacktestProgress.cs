namespace CryptoDashboard.Core.Backtesting;

/// <summary>How far a run has come.</summary>
/// <param name="Done">Candles.</param>
/// <param name="All">Candles.</param>
public readonly record struct BacktestProgress(long Done, long All)
{
    /// <summary>0 to 1.</summary>
    public double Share => All == 0 ? 1 : (double)Done / All;
}
