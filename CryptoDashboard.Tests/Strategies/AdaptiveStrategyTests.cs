using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.Adaptive;

namespace CryptoDashboard.Tests.Strategies;

/// <summary>Thresholds that follow what signals came to.</summary>
public sealed class AdaptiveStrategyTests
{
    private const int PerDay = 1_440;

    [Fact]
    public void Until_thirty_outcomes_are_known_the_thresholds_are_those_that_were_set()
    {
        var strategy = Rsi(Waves(days: 2, period: 240, depth: 0.02));

        Assert.Equal((0, true), (strategy.Version, strategy.Learnt.IsAsSet));
        Assert.Contains("of the 30 outcomes", strategy.Learnt.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_another_distance_earned_clearly_more_it_is_in_force_from_then_on()
    {
        // Dips of one size and a rise after each: the set distance is so far away that none of them reaches it.
        var strategy = Feed(Make("momentum", ("enter", 3), ("length", 20)), Waves(days: 6, period: 80, depth: 0.012));

        Assert.True(strategy.Version > 0 && !strategy.Learnt.IsAsSet, strategy.Learnt.Sentence);
        Assert.True(strategy.Learnt.Values["enter"] < 3);
        Assert.Contains($"Buy above {strategy.Learnt.Values["enter"]:0.##} (set: 3)", strategy.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_learnt_is_given_up_when_it_no_longer_pays()
    {
        var good = Waves(days: 6, period: 80, depth: 0.012);
        var strategy = Feed(Make("momentum", ("enter", 3), ("length", 20)), good);
        var version = strategy.Version;

        Feed(strategy, Flat(good[^1], days: 4));

        Assert.Equal((true, version + 1), (strategy.Learnt.IsAsSet, strategy.Version));
    }

    [Theory]
    [InlineData(30, 70, 20, 40, 60, 80)]
    [InlineData(5, 95, 1, 15, 85, 99)]
    public void Learnt_thresholds_stay_within_their_bounds(int lower, int upper, int lowest, int highestLower, int lowestUpper, int highest)
    {
        var strategy = Make("rsi-cross", ("lower", lower), ("upper", upper));
        var lowers = new HashSet<decimal>();
        foreach (var candle in Builders.Candles.Simulated(20_000))
        {
            strategy.Next(candle);
            lowers.Add(strategy.Learnt.Values["lower"]);
            Assert.InRange(strategy.Learnt.Values["lower"], lowest, highestLower);
            Assert.InRange(strategy.Learnt.Values["upper"], lowestUpper, highest);
        }
        Assert.Contains(lower, lowers);
    }

    [Fact]
    public void A_restart_that_feeds_the_same_candles_finds_the_same_version_and_says_the_same()
    {
        var candles = Waves(days: 6, period: 80, depth: 0.012);
        var (before, after) = (Make("momentum", ("enter", 3), ("length", 20)), Make("momentum", ("enter", 3), ("length", 20)));
        Feed(before, candles[..^500]);
        Feed(after, candles[..^500]);

        Assert.True(before.Version > 0);
        Assert.Equal(candles[^500..].Select(c => before.Next(c)), candles[^500..].Select(c => after.Next(c)));
        Assert.Equal(before.Learnt, after.Learnt);
    }

    [Fact]
    public void A_strategy_whose_thresholds_are_as_set_is_the_plain_one() =>
        Assert.IsNotType<AdaptiveStrategy>(StrategyCatalogue.Get("rsi-cross").Create(ParameterSet.Empty));

    [Fact]
    public void A_signal_is_stored_with_the_thresholds_that_were_in_force()
    {
        var strategy = Rsi(Waves(days: 2, period: 240, depth: 0.02));

        Assert.Equal([("rsi", true), ("lower", true), ("upper", true), ("version", true)], strategy.Values().Select(v => (v.Name, double.IsFinite(v.Value))));
        Assert.Equal(30, strategy.Values()[1].Value);
    }

    private static AdaptiveStrategy Rsi(IReadOnlyList<Candle> candles) => Feed(Make("rsi-cross"), candles);

    private static AdaptiveStrategy Make(string kind, params (string Name, decimal Value)[] values)
    {
        var set = new SortedDictionary<string, decimal>(values.ToDictionary(v => v.Name, v => v.Value), StringComparer.Ordinal) { [AdaptiveKind.Adapt] = 1 };
        return (AdaptiveStrategy)StrategyCatalogue.Get(kind).Create(new ParameterSet(set));
    }

    private static AdaptiveStrategy Feed(AdaptiveStrategy strategy, IEnumerable<Candle> candles)
    {
        foreach (var candle in candles)
            Assert.True(strategy.Next(candle).Action is SignalAction.Hold or SignalAction.Buy or SignalAction.Sell);
        return strategy;
    }

    /// <summary>A price that swings, each swing as long and deep as the last but for a little noise, and rises slowly.</summary>
    private static List<Candle> Waves(int days, int period, double depth)
    {
        var dice = new Random(7);
        return Of(days * PerDay, 0, i => 100 * (1 + (i * 2e-6)) * (1 + (depth * Math.Sin(2 * Math.PI * i / period)) + (dice.NextDouble() * 0.0004)));
    }

    private static List<Candle> Flat(Candle after, int days)
    {
        var dice = new Random(8);
        return Of(days * PerDay, after.OpenMs + 60_000, _ => after.Close * (1 + (dice.NextDouble() * 0.0001)));
    }

    private static List<Candle> Of(int count, long fromMs, Func<int, double> price)
    {
        var closes = Enumerable.Range(0, count).Select(price).ToList();
        return [.. closes.Select((close, i) => new Candle(fromMs + (i * 60_000L), i == 0 ? close : closes[i - 1], Math.Max(close, i == 0 ? close : closes[i - 1]), Math.Min(close, i == 0 ? close : closes[i - 1]), close, 1))];
    }
}
