using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// Prices made up second by second: several symbols moved by one common mood and each by its own, through calm, rising, falling and wild
/// hours, with now and then a jump. The same seed, prices and start give the same path; there is no clock and no I/O in it.
/// </summary>
public sealed class SimulatedMarkets
{
    private const double SecondsPerYear = 365.0 * 86_400;
    private const double JumpChance = 1.0 / 20_000;

    private readonly ulong _seed;
    private readonly double[] _prices;
    private readonly Listing[] _listings;
    private long _second;

    /// <param name="lastPrices">Where each symbol stands at <paramref name="from"/>; one that is missing starts at its usual price.</param>
    public SimulatedMarkets(ulong seed, IReadOnlyDictionary<Symbol, double> lastPrices, DateTimeOffset from)
    {
        (_seed, _second, _listings) = (seed, from.ToUnixTimeSeconds(), [.. Listings]);
        _prices = [.. _listings.Select(l => lastPrices.TryGetValue(l.Symbol, out var last) ? last : l.UsualPrice)];
    }

    /// <summary>The symbols there are, with a believable price, yearly volatility, pull of the common mood and base volume a minute.</summary>
    public static IReadOnlyList<Listing> Listings { get; } =
    [
        new(Symbol.Parse("BTC/USDT"), 64_000, 0.55, 0.90, 12),
        new(Symbol.Parse("ETH/USDT"), 3_200, 0.70, 0.85, 160),
        new(Symbol.Parse("SOL/USDT"), 150, 0.95, 0.75, 2_400),
        new(Symbol.Parse("BNB/USDT"), 580, 0.60, 0.70, 300),
        new(Symbol.Parse("XRP/USDT"), 0.62, 0.85, 0.65, 400_000),
        new(Symbol.Parse("ADA/USDT"), 0.45, 0.90, 0.70, 350_000),
        new(Symbol.Parse("DOGE/USDT"), 0.13, 1.10, 0.60, 2_000_000),
        new(Symbol.Parse("LTC/USDT"), 84, 0.75, 0.70, 1_500),
    ];

    /// <summary>The second the prices stand at.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(_second);

    /// <summary>What a made-up market lets through; always the same.</summary>
    public static TradingRules RulesOf(Listing listing) => TradingRules.ForPrice((decimal)listing.UsualPrice) with { TickSize = (decimal)TickOf(listing.UsualPrice) };

    /// <summary>The step in which prices of about this size are quoted.</summary>
    public static double TickOf(double usualPrice) => Math.Pow(10, Math.Floor(Math.Log10(usualPrice)) - 5);

    /// <summary>Moves on by one second and tells each symbol's price and the base volume traded in it.</summary>
    public void Step(Action<Symbol, double, double> tick)
    {
        _second++;
        var (volatility, drift) = MoodAt(_second);
        var common = Normal(Key(_second, 0));
        var jump = Uniform(Key(_second, 1)) < JumpChance ? Normal(Key(_second, 2)) * 0.004 : 0;
        for (var i = 0; i < _listings.Length; i++)
        {
            var listing = _listings[i];
            var own = Normal(Key(_second, 10 + (2 * i)));
            var shock = (listing.Pull * common) + (Math.Sqrt(1 - (listing.Pull * listing.Pull)) * own);
            var sigma = listing.Volatility * volatility / Math.Sqrt(SecondsPerYear);
            // A weak pull home keeps years of simulation from ending at zero or at the moon.
            var home = Math.Log(listing.UsualPrice / _prices[i]) / (30 * 86_400.0);
            _prices[i] *= Math.Exp((drift * sigma) + home + (sigma * shock) + (jump * listing.Pull));
            var volume = listing.MinuteVolume / 60 * volatility * (0.2 + (Uniform(Key(_second, 11 + (2 * i))) * 1.6)) * (1 + Math.Abs(shock));
            tick(listing.Symbol, Rounded(_prices[i], TickOf(listing.UsualPrice)), Math.Round(volume, 4));
        }
    }

    // Dividing by the inverse step gives the double nearest to the decimal a person would write; multiplying by 0.01 does not.
    private static double Rounded(double price, double tick) => tick >= 1 ? Math.Round(price / tick) * tick : Math.Round(price, (int)Math.Round(-Math.Log10(tick)));

    // One hour's mood passes into the next one's: a market does not change its temper on the stroke of the hour.
    private (double Volatility, double Drift) MoodAt(long second)
    {
        var (here, next) = (Mood(second / 3_600), Mood((second / 3_600) + 1));
        var share = second % 3_600 / 3_600.0;
        return (here.Volatility + (share * (next.Volatility - here.Volatility)), here.Drift + (share * (next.Drift - here.Drift)));
    }

    private (double Volatility, double Drift) Mood(long hour) => Uniform(Key(hour, 5)) switch
    {
        < 0.45 => (0.6, 0),
        < 0.65 => (1.0, 0.02),
        < 0.85 => (1.1, -0.02),
        _ => (2.2, 0),
    };

    // SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014), keyed so that any second can be made alone.
    private ulong Key(long second, int lane)
    {
        var z = _seed + ((ulong)second * 0x9E3779B97F4A7C15) + ((ulong)lane * 0xD1B54A32D192ED03);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static double Uniform(ulong key) => (key >> 11) * (1.0 / (1UL << 53));

    // Box-Muller, with the two uniforms taken from the two halves of the key.
    private static double Normal(ulong key)
    {
        var u = ((key >> 32) + 1.0) / 4294967297.0;
        var v = (key & 0xFFFFFFFF) / 4294967296.0;
        return Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * v);
    }

    /// <summary>A symbol of the simulated market.</summary>
    /// <param name="Volatility">Yearly standard deviation of log returns.</param>
    /// <param name="Pull">Correlation with the common mood, 0 to 1.</param>
    /// <param name="MinuteVolume">Usual base volume of a minute.</param>
    public sealed record Listing(Symbol Symbol, double UsualPrice, double Volatility, double Pull, double MinuteVolume);
}
