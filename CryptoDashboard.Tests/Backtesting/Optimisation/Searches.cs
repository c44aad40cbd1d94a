using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Tests.Backtesting.Optimisation;

/// <summary>Search spaces, plans and candles for tests of the optimiser.</summary>
internal static class Searches
{
    private static readonly Parameter X = new("x", "X", "One axis.", 1, 0, 100, 1);
    private static readonly Parameter Y = new("y", "Y", "The other.", 1, 0, 100, 1);

    /// <summary>Two whole numbers of which x must be smaller than y.</summary>
    public static StrategyKind Pair { get; } = new("pair", "Pair", "For tests.", [X, Y], p => p["x"] < p["y"] ? null : "X must be below Y.", _ => new Silent());

    public static SearchSpace Space(int most = 20) => new(Pair, new Dictionary<string, ParameterRange> { ["x"] = new(0, most - 1, 1), ["y"] = new(0, most - 1, 1) });

    public static OptimisationPlan Plan(SearchMethod method = SearchMethod.Random, int trials = 30, WalkForwardPlan? walk = null, double holdOut = 0) => new()
    {
        Name = "Test",
        Strategy = "rsi-cross",
        Market = "paper:BTC/USDT",
        Timeframe = "1m",
        Ranges = new Dictionary<string, ParameterRange> { ["length"] = new(5, 30, 1), ["lower"] = new(20, 45, 5), ["upper"] = new(55, 80, 5) },
        Method = method,
        Trials = trials,
        Seed = 3,
        Objective = new Objective { Parts = [new(ObjectiveKind.TotalReturn)], MinTrades = 1 },
        HoldOut = holdOut,
        WalkForward = walk,
        TradeShare = 1,
    };

    /// <summary>Ten days of simulated minutes.</summary>
    public static CandleSeries Series(int minutes = 14_400) => new(Builders.Some.Market, Timeframe.M1, Builders.Candles.Simulated(minutes).ToArray());

    public static OptimisationStudy Study(OptimisationPlan plan, int threads = 2) => new(plan, Series(), Builders.Some.Rules, threads);

    /// <summary>Runs a search on a landscape that is known, without candles.</summary>
    public static List<Tried> Walk(Search search, int trials, Func<int[], double?> landscape)
    {
        var done = new List<Tried>();
        search.TakeUp(done, 0);
        GoOn(search, done, trials, landscape);
        return done;
    }

    public static void GoOn(Search search, List<Tried> done, int trials, Func<int[], double?> landscape)
    {
        while (done.Count < trials)
        {
            var places = search.Next(Math.Min(search.Batch, trials - done.Count), done);
            if (places.Count == 0)
                return;
            done.AddRange(places.Select(p => new Tried(p, landscape(p))).ToList());
        }
    }

    private sealed class Silent : IStrategy
    {
        public int WarmUp => 0;

        public Signal Next(in Candle candle) => Signal.WarmingUp;

        public string Explain() => "";

        public IReadOnlyList<IndicatorValue> Values() => [];
    }
}
