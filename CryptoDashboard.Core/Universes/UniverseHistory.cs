using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Universes;

/// <summary>
/// What is recorded and stored for a universe over a stretch of time. <see cref="AsOf"/> shows of it only what was known at a moment: records
/// that had been made by then, candles that had closed by then.
/// </summary>
public sealed class UniverseHistory
{
    private const long DayMs = 86_400_000;

    /// <summary>A record older than this no longer says what is so.</summary>
    private const int StaleDays = 3;

    private readonly Universe _universe;
    private readonly Dictionary<Symbol, List<PricePath>> _prices = [];
    private readonly Dictionary<Symbol, DateTimeOffset> _firstCandles = [];
    private readonly Dictionary<Symbol, List<ArchivedMarket>> _spans = [];
    private readonly List<Recorded<ArchivedVolume>> _volumes;
    private readonly List<Recorded<CoinCap>> _caps;
    private List<(Symbol Symbol, string Name)>? _symbols;

    internal UniverseHistory(Universe universe, IEnumerable<ArchivedMarket> spans, IEnumerable<ArchivedVolume> volumes, IEnumerable<CoinCap> caps)
    {
        _universe = universe;
        foreach (var span in spans)
        {
            if (Symbol.TryParse(span.Symbol, out var symbol) && symbol.Quote.Code == universe.Quote)
                (_spans.TryGetValue(symbol, out var known) ? known : _spans[symbol] = []).Add(span);
        }
        _volumes = [.. volumes.GroupBy(v => v.Day).OrderBy(g => g.Key).Select(g => new Recorded<ArchivedVolume>(g.Key, g.Max(v => v.SeenAt) ?? EndOf(g.Key), g.ToDictionary(v => v.Symbol, StringComparer.Ordinal)))];
        _caps = [.. caps.GroupBy(c => c.Day).OrderBy(g => g.Key).Select(g => new Recorded<CoinCap>(g.Key, g.Max(c => c.SeenAt), Largest(g)))];
    }

    /// <summary>Tells of a symbol's oldest candle that is stored, loaded or not.</summary>
    internal void Note(Symbol symbol, DateTimeOffset first)
    {
        if (!_firstCandles.TryGetValue(symbol, out var known) || first < known)
            _firstCandles[symbol] = first;
    }

    /// <summary>Begins a series of a symbol.</summary>
    internal PricePath Begin(Symbol symbol)
    {
        var path = new PricePath();
        (_prices.TryGetValue(symbol, out var paths) ? paths : _prices[symbol] = []).Add(path);
        return path;
    }

    /// <summary>What was known at a moment.</summary>
    public UniverseFacts AsOf(DateTimeOffset at)
    {
        var (volumes, caps) = (_volumes.LastOrDefault(v => v.SeenAt <= at), _caps.LastOrDefault(c => c.SeenAt <= at));
        var facts = new List<SymbolFacts>();
        foreach (var (symbol, name) in _symbols ??= Symbols())
        {
            var known = With(new SymbolFacts(symbol), at, volumes?.Day, volumes?.By.GetValueOrDefault(name));
            if (known is { IsListed: false, KnownSince: null, Volume: null })
                continue;
            facts.Add(caps is null ? known : known with { MarketCap = caps.By.GetValueOrDefault(symbol.Base.Code)?.MarketCap });
        }
        return new UniverseFacts(at, facts) { Unknown = Unknown(at, volumes, caps) };
    }

    private List<(Symbol Symbol, string Name)> Symbols()
    {
        var fixedOnes = _universe.List == ListKind.Fixed ? _universe.Symbols : [];
        var all = _firstCandles.Keys.Concat(_spans.Keys).Concat(_volumes.SelectMany(v => v.By.Keys).Concat(fixedOnes).Distinct(StringComparer.Ordinal).Select(Symbol.Parse));
        return [.. all.Distinct().Select(s => (s, s.ToString())).OrderBy(s => s.Item2, StringComparer.Ordinal)];
    }

    /// <summary>Of several coins with one symbol the largest is the one that exchanges trade.</summary>
    private static Dictionary<string, CoinCap> Largest(IEnumerable<CoinCap> caps) =>
        caps.GroupBy(c => c.Symbol, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(c => c.MarketCap)!, StringComparer.Ordinal);

    private SymbolFacts With(SymbolFacts facts, DateTimeOffset at, DateOnly? day, ArchivedVolume? volume)
    {
        var spans = day is null || !_spans.TryGetValue(facts.Symbol, out var all) ? [] : all.Where(s => s.From <= day).ToList();
        var since = spans.Count > 0 ? StartOf(spans.Min(s => s.From)) : (DateTimeOffset?)null;
        if (_firstCandles.TryGetValue(facts.Symbol, out var first) && first <= at && !(since < first))
            since = first;
        facts = facts with
        {
            Volume = volume?.QuoteVolume,
            Spread = volume?.Spread,
            IsListed = spans.Any(s => s.Until is null || s.Until > day),
            KnownSince = since,
        };
        return (_universe.Needs & FactKinds.Prices) == FactKinds.None ? facts : WithPrices(facts, at.ToUnixTimeMilliseconds());
    }

    private SymbolFacts WithPrices(SymbolFacts facts, long at)
    {
        // Of several series the one that knows most lately; of equals the first one, which is the finest.
        var path = (_prices.GetValueOrDefault(facts.Symbol) ?? []).Where(p => p.LastAt(at) is not null).MaxBy(p => p.LastAt(at));
        if (path is null)
            return facts with { NoPrice = "no candles stored up to then" };
        if (path.CloseAt(at, 2 * DayMs) is not { } price)
            return facts with { NoPrice = $"no candle since {DateTimeOffset.FromUnixTimeMilliseconds(path.LastAt(at)!.Value):yyyy-MM-dd HH:mm}" };
        facts = facts with { Price = price, StoredVolume = path.Traded(at - DayMs, at) };
        if (_universe.List == ListKind.Performance && path.CloseAt(at - (_universe.Days * DayMs), DayMs + 1) is { } before)
            facts = facts with { Performance = (price / before) - 1 };
        return _universe.Filters.UsesVolatility ? WithVolatility(facts, path, at, _universe.Filters.VolatilityDays) : facts;
    }

    private static SymbolFacts WithVolatility(SymbolFacts facts, PricePath path, long at, int days)
    {
        var closes = Enumerable.Range(0, days + 1).Select(i => path.CloseAt(at - (i * DayMs), DayMs + 1)).ToList();
        var lacking = closes.Count(c => c is null);
        if (lacking > 0)
            return facts with { DaysOfPrices = days + 1 - lacking };
        var returns = Enumerable.Range(0, days).Select(i => Math.Log(closes[i]!.Value / closes[i + 1]!.Value)).ToList();
        var mean = returns.Average();
        return facts with { DaysOfPrices = days, Volatility = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (days - 1)) };
    }

    private Dictionary<FactKinds, string> Unknown(DateTimeOffset at, Recorded<ArchivedVolume>? volumes, Recorded<CoinCap>? caps)
    {
        var unknown = new Dictionary<FactKinds, string>();
        if (Lacking(volumes, _volumes, at, $"What {_universe.Exchange} lists and trades for {_universe.Quote}") is { } sentence)
            (unknown[FactKinds.Volume], unknown[FactKinds.Listing], unknown[FactKinds.Spread]) = (sentence, sentence, sentence);
        else if (volumes!.By.Values.All(v => v.Spread is null))
            unknown[FactKinds.Spread] = Since(_volumes.FirstOrDefault(v => v.By.Values.Any(r => r.Spread is not null)), at, $"Spreads of {_universe.Exchange}");
        if (Lacking(caps, _caps, at, "Market caps") is { } none)
            unknown[FactKinds.MarketCap] = none;
        return unknown;
    }

    private static string? Lacking<T>(Recorded<T>? last, List<Recorded<T>> all, DateTimeOffset at, string what) =>
        last is null ? Since(all.FirstOrDefault(), at, what)
        : at - StartOf(last.Day) > TimeSpan.FromDays(StaleDays + 1)
            ? $"{what}: the last record before {at:yyyy-MM-dd HH:mm} UTC is of {last.Day:yyyy-MM-dd}, which is too old to judge by. The desk records once a day while it runs."
        : null;

    private static string Since<T>(Recorded<T>? first, DateTimeOffset at, string what) => first is null
        ? $"{what}: nothing is recorded yet up to {at:yyyy-MM-dd HH:mm} UTC. The desk records once a day while it runs; today's figures are not put in place of the past."
        : $"{what}: recorded since {first.SeenAt:yyyy-MM-dd HH:mm} UTC, so that nothing is known of {at:yyyy-MM-dd HH:mm}. Begin later, or use what is stored of that time: a fixed list, stored volume or performance.";

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>A day's record, and when it was made: before that it cannot have been known.</summary>
    /// <param name="By">By symbol, or by the name of the coin.</param>
    private sealed record Recorded<T>(DateOnly Day, DateTimeOffset SeenAt, Dictionary<string, T> By);
}
