using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What a universe said at each look of a stretch, and which markets that takes candles of.</summary>
/// <param name="Looks">Ascending, the first at the start; members without candles are taken out.</param>
/// <param name="Markets">Everyone who ever belonged and has candles, in the order of first belonging.</param>
/// <param name="Lacking">Everyone who belonged and has none in the stretch.</param>
internal sealed record RosterPlan(IReadOnlyList<UniverseLook> Looks, IReadOnlyList<MarketId> Markets, IReadOnlyList<Symbol> Lacking)
{
    public const int MostLooks = 20_000;

    /// <summary>Candles that a run holds in memory at most: some 1.5 GB.</summary>
    public const long MostCandles = 30_000_000;

    /// <exception cref="ArgumentException">The universe cannot be judged over that stretch, or it would be too much; the message says why.</exception>
    public static async Task<RosterPlan> Of(Universe universe, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, UniverseReader reader, ICandleStore candles, CancellationToken cancel)
    {
        if ((to - from).TotalHours / (int)universe.Every > MostLooks)
            throw new ArgumentException($"From {from:yyyy-MM-dd} to {to:yyyy-MM-dd} the universe would be looked at more than {MostLooks:#,0} times. Look at it each day, or take a shorter stretch.");
        var history = await reader.Read(universe, from, to, cancel);
        var looks = await Task.Run(() => LooksOf(universe, history, from, to, cancel), cancel);
        var stored = (await candles.Series(cancel))
            .Where(s => s.Market.Exchange == universe.Exchange && s.Timeframe == timeframe && s.First < to && s.Last >= from).ToDictionary(s => s.Market.Symbol);
        var belonged = looks.SelectMany(l => l.Members.Select(m => m.Symbol)).Distinct().ToList();
        var markets = belonged.Where(stored.ContainsKey).Select(s => new MarketId(universe.Exchange, s)).ToList();
        var most = markets.Count * ((to - from) / timeframe.Duration);
        return most > MostCandles
            ? throw new ArgumentException($"{markets.Count} symbols belonged to the universe at some time, which takes about {most:#,0} {timeframe} candles; {MostCandles:#,0} are the most. Take a longer timeframe, a shorter stretch or a smaller universe.")
            : new RosterPlan([.. looks.Select(l => l with { Members = [.. l.Members.Where(m => stored.ContainsKey(m.Symbol))] })], markets, [.. belonged.Where(s => !stored.ContainsKey(s))]);
    }

    private static List<UniverseLook> LooksOf(Universe universe, UniverseHistory history, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var looks = new List<UniverseLook>();
        HashSet<Symbol> before = [];
        for (var at = from; at < to; at = universe.LookAfter(at))
        {
            cancel.ThrowIfCancellationRequested();
            var look = universe.Look(history.AsOf(at), before);
            if (look.Refusal is not null)
                throw new ArgumentException($"{universe.Name} cannot be judged as of {at:yyyy-MM-dd HH:mm} UTC. {look.Refusal}");
            // Of those who were not in nobody asks why they still are not.
            looks.Add(look with { LeftOut = [.. look.LeftOut.Where(l => before.Contains(l.Symbol))] });
            before = [.. look.Members.Select(m => m.Symbol)];
        }
        return looks;
    }
}
