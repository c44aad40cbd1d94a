using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Drills;

/// <summary>
/// The candles of a drill: the stretch of the bot's own stored candles in which its strategy trades most, or, where that is too seldom,
/// waves made for it. The same bot and candles give the same market.
/// </summary>
/// <param name="WarmUp">What the strategy has seen before it starts, oldest first.</param>
/// <param name="Played">What happens during the drill, oldest first.</param>
/// <param name="IsStored">Whether they are candles that happened; else they were made.</param>
/// <param name="RoundTrips">Entries followed by an exit that the strategy alone would make in <paramref name="Played"/>.</param>
public sealed record DrillMarket(IReadOnlyList<Candle> WarmUp, IReadOnlyList<Candle> Played, bool IsStored, int RoundTrips)
{
    private const int LeastWarmUp = 250;
    private const int LongestWarmUp = 2_000;
    private const int WantedRoundTrips = 2;
    private const double UsualPrice = 100;

    /// <summary>How many stored candles are worth reading to choose from.</summary>
    public const int LookedAt = 6_000;

    /// <param name="stored">The bot's own stored candles, oldest first; may be empty.</param>
    /// <param name="count">How many candles are played; at least 20.</param>
    public static DrillMarket For(Bot bot, IReadOnlyList<Candle> stored, int count)
    {
        var warmUp = Math.Clamp(bot.MakeStrategy().Memory, LeastWarmUp, LongestWarmUp);
        var best = FromStored(bot, stored, warmUp, count);
        if (best is { RoundTrips: >= WantedRoundTrips })
            return best;
        var price = stored.Count > 0 ? stored[^1].Close : UsualPrice;
        foreach (var period in (int[])[10, 16, 28, 48])
        {
            foreach (var height in (double[])[0.03, 0.06, 0.12])
            {
                var waves = Waves(bot.Timeframe.Milliseconds, price, period, height, warmUp + count);
                var made = new DrillMarket(waves[..warmUp], waves[warmUp..], IsStored: false, 0);
                made = made with { RoundTrips = CountRoundTrips(bot, made) };
                if (best is null || made.RoundTrips > best.RoundTrips)
                    best = made;
            }
        }
        return best!;
    }

    private static DrillMarket? FromStored(Bot bot, IReadOnlyList<Candle> stored, int warmUp, int count)
    {
        if (stored.Count < warmUp + count)
            return null;
        var strategy = bot.MakeStrategy();
        var actions = new SignalAction[stored.Count];
        for (var i = 0; i < stored.Count; i++)
            actions[i] = strategy.Next(stored[i]).Action;
        var (from, most) = (stored.Count - count, -1);
        for (var at = stored.Count - count; at >= warmUp; at -= Math.Max(1, count / 8))
        {
            var trips = RoundTripsIn(actions.AsSpan(at, count));
            if (trips > most)
                (from, most) = (at, trips);
        }
        var market = new DrillMarket([.. stored.Skip(from - warmUp).Take(warmUp)], [.. stored.Skip(from).Take(count)], IsStored: true, 0);
        return market with { RoundTrips = CountRoundTrips(bot, market) };
    }

    private static int CountRoundTrips(Bot bot, DrillMarket market)
    {
        var strategy = bot.MakeStrategy();
        foreach (var candle in market.WarmUp)
            strategy.Next(candle);
        var actions = new SignalAction[market.Played.Count];
        for (var i = 0; i < actions.Length; i++)
            actions[i] = strategy.Next(market.Played[i]).Action;
        return RoundTripsIn(actions);
    }

    private static int RoundTripsIn(ReadOnlySpan<SignalAction> actions)
    {
        var (trips, isIn) = (0, false);
        foreach (var action in actions)
        {
            if (!isIn && action == SignalAction.Buy)
            {
                isIn = true;
            }
            else if (isIn && action == SignalAction.Sell)
            {
                isIn = false;
                trips++;
            }
        }
        return trips;
    }

    /// <summary>Waves on waves with some unrest, so that crossings, breakouts and pull-backs all occur; at most 3 % in one candle.</summary>
    private static Candle[] Waves(long candleMs, double price, int period, double height, int count)
    {
        var dice = new Random(period * 1_000 + (int)(height * 1_000));
        var candles = new Candle[count];
        double PriceAt(double i) => price * (1 + (height * (0.7 * Math.Sin(2 * Math.PI * i / period) + 0.3 * Math.Sin(2 * Math.PI * i / (period * 3.7)))));
        var open = PriceAt(0);
        for (var i = 0; i < count; i++)
        {
            var close = Math.Clamp(PriceAt(i + 1) * (1 + ((dice.NextDouble() - 0.5) * height * 0.1)), open * 0.97, open * 1.03);
            var (o, c) = (Digits(open), Digits(close));
            var wick = 1 + (dice.NextDouble() * height * 0.05);
            candles[i] = new Candle(i * candleMs, o, Math.Max(Math.Max(o, c), Digits(Math.Max(o, c) * wick)), Math.Min(Math.Min(o, c), Digits(Math.Min(o, c) / wick)), c, 1 + dice.NextDouble());
            open = close;
        }
        return candles;
    }

    private static double Digits(double price) => double.Parse(price.ToString("G7"));
}
