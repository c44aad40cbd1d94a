using System.Collections.Concurrent;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// What the exchanges of this desk say about each symbol, for whoever wants to judge one of them by the others: pages, the refusal of lies,
/// the risk gate. Prices that are older than <see cref="Fresh"/> do not count; USDT, USDC and USD are held apart.
/// </summary>
public sealed class ConsensusPrices(TimeProvider time)
{
    /// <summary>How old a price may be to count.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Symbol, ConcurrentDictionary<string, (Price Price, DateTimeOffset At)>> _said = new();

    /// <summary>Notes what an exchange says.</summary>
    public void Say(MarketId market, Price last, DateTimeOffset at)
    {
        if (market.Kind == MarketKind.Exchange)
            _said.GetOrAdd(market.Symbol, static _ => new(StringComparer.Ordinal))[market.Exchange] = (last, at);
    }

    /// <summary>Forgets an exchange's word, because it is not believed or no longer listened to.</summary>
    public void Forget(MarketId market)
    {
        if (_said.TryGetValue(market.Symbol, out var said))
            said.TryRemove(market.Exchange, out _);
    }

    /// <summary>
    /// How <paramref name="price"/> of a market stands to the others, or null where fewer than three others are fresh. What is made up or long
    /// past is not judged: it need not agree with anybody.
    /// </summary>
    public Consensus? Judge(MarketId market, Price price)
    {
        if (market.Kind is MarketKind.Simulated or MarketKind.Replay)
            return null;
        var now = time.GetUtcNow();
        var others = Others(market, now);
        if (others.Count < Consensus.MinSources)
            return null;
        var median = Consensus.MedianOf(others.Select(o => o.Price.Value));
        return new Consensus(median, others.Count, (price.Value / median) - 1, now - others.Min(o => o.At));
    }

    /// <summary>The median of the others where at least two are fresh: enough to tell a lie, too few to trade by.</summary>
    public decimal? Reference(MarketId market)
    {
        var others = Others(market, time.GetUtcNow());
        return others.Count >= 2 ? Consensus.MedianOf(others.Select(o => o.Price.Value)) : null;
    }

    /// <summary>What each exchange said last about a symbol, fresh or not.</summary>
    public IReadOnlyList<(string Exchange, Price Price, DateTimeOffset At)> Said(Symbol symbol) =>
        _said.TryGetValue(symbol, out var said) ? [.. said.Select(s => (s.Key, s.Value.Price, s.Value.At)).OrderBy(s => s.Key, StringComparer.Ordinal)] : [];

    private List<(Price Price, DateTimeOffset At)> Others(MarketId market, DateTimeOffset now) => _said.TryGetValue(market.Symbol, out var said)
        ? [.. said.Where(s => s.Key != market.Exchange && now - s.Value.At <= Fresh && s.Value.Price.Value > 0).Select(s => s.Value)]
        : [];
}
