using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.CommandLine;

/// <summary>What came of an optimisation, as a person at a terminal reads it.</summary>
internal static class OptimiseText
{
    private const int Shown = 10;

    public static void Print(OptimisationPlan plan, OptimisationStudy study, OptimisationOutcome outcome, TimeSpan took)
    {
        Console.WriteLine($"{plan.Strategy} on {plan.Market} {plan.Timeframe}, {study.From:yyyy-MM-dd HH:mm} to {study.Split:yyyy-MM-dd HH:mm} UTC{(study.Split < study.To ? $", kept out until {study.To:yyyy-MM-dd HH:mm}" : "")}");
        Console.WriteLine($"{outcome.Trials.Count:#,0} trials, {outcome.Skipped:#,0} combinations skipped that the strategy refuses, {took.TotalSeconds:0.0} s, {study.Candles / took.TotalSeconds:#,0} candles/s");
        Console.WriteLine();
        var axes = plan.Space().Axes.Select(a => a.Parameter).ToList();
        Console.WriteLine($"{"#",5} {"score",9} {"return",9} {"sharpe",7} {"drawdown",9} {"trades",7}  {string.Join("  ", axes.Select(a => $"{a.Name,8}"))}");
        foreach (var trial in outcome.Trials.Where(t => t.Score is not null).OrderByDescending(t => t.Score).ThenBy(t => t.Number).Take(Shown))
        {
            var values = trial.Values();
            Console.WriteLine($"{trial.Number,5} {trial.Score,9:0.0000} {trial.Figures.TotalReturn,9:+0.0%;-0.0%} {trial.Figures.Sharpe,7:0.00} {trial.Figures.MaxDrawdown,9:0.0%} {trial.Figures.Trades,7:#,0}  {string.Join("  ", axes.Select(a => a.Words(values[a.Name]).PadLeft(Math.Max(8, a.Name.Length))))}");
        }
        Console.WriteLine();
        foreach (var sentence in outcome.Verdict?.Sentences ?? NoBest.Of(plan.Objective, outcome.Trials))
            Console.WriteLine(sentence);
        if (outcome.WalkForward is { } walk)
            PrintWalk(walk, plan.Capital, axes);
    }

    private static void PrintWalk(WalkForward walk, decimal capital, IReadOnlyList<Parameter> axes)
    {
        Console.WriteLine();
        Console.WriteLine($"{"searched from",-14} {"tried from",-12} {"to",-12} {"in sample",10} {"out",9}  choice");
        foreach (var step in walk.Steps)
            Console.WriteLine($"{step.From,-14:yyyy-MM-dd} {step.Split,-12:yyyy-MM-dd} {step.To,-12:yyyy-MM-dd} {step.InSample?.TotalReturn,10:+0.0%;-0.0%} {step.OutOfSample?.TotalReturn,9:+0.0%;-0.0%}  {(step.Parameters is { } choice ? string.Join(", ", axes.Select(a => $"{a.Name} {a.Words(ParameterSet.FromJson(choice)[a.Name])}")) : "none had a score")}");
        Console.WriteLine(walk.Sentence);
        if (walk.Equity is [.., var last])
            Console.WriteLine($"One after the other the tried parts made {capital:#,0.00} into {last.Equity:#,0.00}.");
    }
}
