namespace CryptoDashboard.Core.Backtesting;

/// <summary>How far a run is at this moment.</summary>
/// <param name="Done">Candles.</param>
/// <param name="All">Candles; 0 while they are being read.</param>
/// <param name="Elapsed">Since the first candle was handled.</param>
public readonly record struct BacktestPace(long Done, long All, TimeSpan Elapsed)
{
    /// <summary>0 to 1.</summary>
    public double Share => All == 0 ? 0 : (double)Done / All;

    public double CandlesPerSecond => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>By the pace so far; null before there is one.</summary>
    public TimeSpan? Left => Done > 0 && All > 0 ? Elapsed * ((double)(All - Done) / Done) : null;
}
