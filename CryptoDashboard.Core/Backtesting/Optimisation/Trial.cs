using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>One combination that was tried, and what came of it.</summary>
public sealed record Trial
{
    /// <summary>Of which optimisation; 0 where none is stored.</summary>
    public int OptimisationId { get; init; }

    /// <summary>From 1 on, in the order of choosing.</summary>
    public required int Number { get; init; }

    /// <summary>Every parameter's value, as JSON.</summary>
    public required string Parameters { get; init; }

    /// <summary>What it is sorted by, more being better; null where it has none.</summary>
    public double? Score { get; init; }

    /// <summary>Why it has no score, as a sentence.</summary>
    public string? Lack { get; init; }

    public required TrialFigures Figures { get; init; }

    public ParameterSet Values() => ParameterSet.FromJson(Parameters);

    /// <summary>Its Sharpe ratio of one day, which <see cref="SharpeOdds"/> reckons with; NaN where it has none.</summary>
    public double DaySharpe() => Figures.Sharpe is { } ratio ? ratio / Math.Sqrt(ReturnMetrics.Year) : double.NaN;
}
