using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// Which markets of a source are not believed. A lie puts a market here for a minute, and each further one for another: nothing of it is
/// published or stored meanwhile, so nobody trades on it.
/// </summary>
public sealed class Quarantine(TimeProvider time)
{
    /// <summary>How long after the last lie a market is believed again.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<MarketId, QuarantinedMarket> _held = [];

    /// <returns>Whether the market was believed until now.</returns>
    public bool Put(MarketId market, string reason)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var isNew = !_held.TryGetValue(market, out var held) || held.Until <= now;
            _held[market] = new QuarantinedMarket(market, reason, now + Term);
            return isNew;
        }
    }

    public bool Holds(MarketId market)
    {
        lock (_gate)
            return _held.TryGetValue(market, out var held) && held.Until > time.GetUtcNow();
    }

    /// <summary>The markets whose time is over; they are believed from here on.</summary>
    public IReadOnlyList<QuarantinedMarket> Release()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var over = _held.Values.Where(h => h.Until <= now).ToList();
            foreach (var held in over)
                _held.Remove(held.Market);
            return over;
        }
    }

    public IReadOnlyList<QuarantinedMarket> All()
    {
        var now = time.GetUtcNow();
        lock (_gate)
            return [.. _held.Values.Where(h => h.Until > now).OrderBy(h => h.Market.ToString(), StringComparer.Ordinal)];
    }
}
