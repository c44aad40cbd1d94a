namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>How far a running search has come, and how fast it goes.</summary>
/// <param name="Done">Trials, those of earlier lives included.</param>
/// <param name="Before">Those of earlier lives.</param>
/// <param name="All">That there will be at most.</param>
/// <param name="Elapsed">Of this life.</param>
/// <param name="Stage">What is being done, as a phrase.</param>
public readonly record struct OptimisationPace(int Done, int Before, int All, long Candles, TimeSpan Elapsed, string Stage)
{
    public double TrialsPerSecond => Elapsed > TimeSpan.Zero ? (Done - Before) / Elapsed.TotalSeconds : 0;

    public double CandlesPerSecond => Elapsed > TimeSpan.Zero ? Candles / Elapsed.TotalSeconds : 0;

    /// <summary>By the pace of this life; null before there is one.</summary>
    public TimeSpan? Left => TrialsPerSecond > 0 ? TimeSpan.FromSeconds((All - Done) / TrialsPerSecond) : null;
}
