using CryptoDashboard.Core.Backtesting.Optimisation;

namespace CryptoDashboard.CommandLine;

/// <summary>What came of an optimisation, as programs read it.</summary>
internal static class OptimiseJson
{
    public static object Of(OptimisationPlan plan, OptimisationStudy study, OptimisationOutcome outcome, TimeSpan took) => new
    {
        Settings = new
        {
            plan.Market,
            plan.Timeframe,
            plan.Strategy,
            Ranges = plan.Ranges.ToDictionary(r => r.Key, r => r.Value.ToString()),
            Method = plan.Method.ToString().ToLowerInvariant(),
            Objective = plan.Objective.Describe(),
            plan.Objective.MinTrades,
            plan.Objective.MaxDrawdown,
            plan.Seed,
            study.From,
            Split = study.Split < study.To ? study.Split : (DateTimeOffset?)null,
            study.To,
        },
        Trials = outcome.Trials.Count,
        outcome.Skipped,
        Best = outcome.Best is { } best ? Row(best) : null,
        Verdict = outcome.Verdict is not { } verdict ? null : new
        {
            verdict.Passed,
            verdict.Tries,
            ChanceSharpe = verdict.ChanceSharpe.Value,
            DeflatedSharpe = verdict.Deflated.Value,
            ProbabilityOfOverfitting = verdict.Overfitting.Value,
            verdict.HeldOut,
            verdict.Sentences,
        },
        WalkForward = outcome.WalkForward is not { } walk ? null : new
        {
            Efficiency = walk.Efficiency.Value,
            walk.Sentence,
            Windows = walk.Steps.Select(s => new { s.From, s.Split, s.To, Parameters = s.Parameters is null ? null : Core.Indicators.ParameterSet.FromJson(s.Parameters).Values, s.InSample, s.OutOfSample }),
            FinalEquity = walk.Equity is [.., var last] ? last.Equity : (double?)null,
        },
        All = outcome.Trials.Select(Row),
        Seconds = Math.Round(took.TotalSeconds, 3),
        CandlesPerSecond = Math.Round(study.Candles / took.TotalSeconds),
    };

    private static object Row(Trial trial) => new { trial.Number, Parameters = trial.Values().Values, trial.Score, trial.Lack, trial.Figures };
}
