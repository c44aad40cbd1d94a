using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Risk.Stops;

/// <summary>The guards of a position as parameters, so that they can be searched for beside those of any strategy. Shares: 0.05 = 5 %.</summary>
public static class StopParameters
{
    private static readonly (Parameter Parameter, Func<StopPlan, decimal?> Of, Func<StopPlan, decimal, StopPlan> Put)[] Known =
    [
        (new("stop-loss", "Stop-loss", "Share below the entry, 0.05 = 5 %.", 0.05m, 0.001m, 0.99m, 0.001m) { Search = (0.01m, 0.1m, 0.01m) }, s => s.StopLoss, (s, v) => s with { StopLoss = v }),
        (new("atr-stop", "Stop, average true ranges", "Average true ranges below the entry.", 3, 0.1m, 50, 0.1m) { Search = (1, 6, 0.5m) }, s => (decimal?)s.AtrStop, (s, v) => s with { AtrStop = (double)v }),
        (new("trailing-stop", "Trailing stop", "Share behind the highest price, 0.05 = 5 %.", 0.05m, OrderTerms.MinTrail, OrderTerms.MaxTrail, 0.001m) { Search = (0.01m, 0.1m, 0.01m) }, s => s.Trailing, (s, v) => s with { Trailing = v }),
        (new("take-profit", "Take-profit", "Share above the entry, 0.05 = 5 %.", 0.05m, 0.001m, 100, 0.001m) { Search = (0.01m, 0.2m, 0.01m) }, s => s.TakeProfit, (s, v) => s with { TakeProfit = v }),
        (new("break-even", "Break-even", "From which share above the entry nothing is lost any more.", 0.02m, 0.001m, 10, 0.001m) { Search = (0.005m, 0.05m, 0.005m) }, s => s.BreakEven, (s, v) => s with { BreakEven = v }),
        (new("max-hours", "Held at most", "Hours.", 48, 0.5m, 87_600, 0.5m) { Search = (6, 96, 6) }, s => (decimal?)s.MaxHours, (s, v) => s with { MaxHours = (double)v }),
    ];

    public static IReadOnlyList<Parameter> All { get; } = [.. Known.Select(k => k.Parameter)];

    public static Parameter? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    /// <summary>What a plan sets of them.</summary>
    public static IReadOnlyDictionary<string, decimal> Of(StopPlan stops) =>
        Known.Select(k => (k.Parameter.Name, Value: k.Of(stops))).Where(k => k.Value is not null).ToDictionary(k => k.Name, k => k.Value!.Value);

    /// <summary>Takes the guards out of a set of parameters.</summary>
    /// <param name="stops">What counts where the set has nothing.</param>
    /// <returns>What is left for the strategy, and the guards.</returns>
    public static (ParameterSet Strategy, StopPlan Stops) Split(ParameterSet parameters, StopPlan stops)
    {
        var own = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters.Values)
        {
            var at = Array.FindIndex(Known, k => k.Parameter.Name == name);
            if (at < 0)
                own[name] = value;
            else
                stops = Known[at].Put(stops, value);
        }
        return (own.Count == parameters.Values.Count ? parameters : new ParameterSet(own), stops);
    }
}
