using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Markets;

/// <summary>
/// The latest state of every market that has a feed, and the place where news of it is announced. Feeds publish, on their own thread;
/// the two events are raised on that thread, so a handler must be quick, must not throw and hands real work to a queue of its own.
/// Nothing here is stored, and a market nobody looks at costs its latest values only.
/// </summary>
public sealed class MarketHub(TimeProvider time)
{
    private readonly ConcurrentDictionary<MarketId, Market> _markets = new();

    /// <summary>A price was published. Raised for every one, in order, per market.</summary>
    public event Action<Market, Ticker>? Ticked;

    /// <summary>A candle closed. Raised once per candle, ascending, per market and timeframe.</summary>
    public event Action<Market, ClosedCandle>? CandleClosed;

    /// <summary>All markets that have a feed, in no particular order.</summary>
    public IEnumerable<Market> Markets => _markets.Values;

    /// <summary>Announces that a feed serves this market from now on. Opening it again gives it new rules and a fresh state.</summary>
    public Market Open(MarketId id, TradingRules rules, MarketClock clock)
    {
        var market = new Market(id, rules, clock);
        _markets[id] = market;
        return market;
    }

    /// <summary>The feed has gone; the last known state goes with it.</summary>
    public void Close(Market market) => _markets.TryRemove(new KeyValuePair<MarketId, Market>(market.Id, market));

    public bool TryGet(MarketId id, [NotNullWhen(true)] out Market? market) => _markets.TryGetValue(id, out market);

    public void Publish(Market market, Ticker ticker)
    {
        market.Set(ticker);
        Ticked?.Invoke(market, ticker);
    }

    /// <summary>Publishes the order book; null when nobody watches it any more.</summary>
    public void Publish(Market market, OrderBook? book) => market.Set(book);

    /// <summary>Publishes somebody's trade.</summary>
    public void Publish(Market market, MarketTrade trade) => market.Add(trade);

    /// <summary>Publishes the candle that is being made; it replaces the one before.</summary>
    public void PublishInProgress(Market market, Timeframe timeframe, Candle candle) => market.Set(timeframe, candle);

    /// <summary>Announces a closed candle. One that was announced before, or that is older than the newest, is ignored.</summary>
    public void PublishClosed(Market market, Timeframe timeframe, Candle candle)
    {
        if (market.SetClosed(timeframe, candle))
            CandleClosed?.Invoke(market, new ClosedCandle(market.Id, timeframe, candle, market.Clock.Now));
    }

    /// <summary>
    /// Yields the markets that changed, at once and then at most every <paramref name="interval"/>, latest values only: a slow page
    /// misses intermediate prices, never the newest one, and costs publishers nothing.
    /// </summary>
    /// <param name="filter">Which markets; null for all.</param>
    public async IAsyncEnumerable<IReadOnlyList<Market>> Watch(
        Func<MarketId, bool>? filter, TimeSpan interval, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        // A market that was closed and opened again is another object: seen by reference, or its restarted version would hide it.
        var seen = new Dictionary<Market, long>();
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            var changed = new List<Market>();
            foreach (var (id, market) in _markets)
            {
                if (filter is not null && !filter(id))
                    continue;
                var version = market.Version;
                if (seen.TryGetValue(market, out var last) && last == version)
                    continue;
                seen[market] = version;
                changed.Add(market);
            }
            if (changed.Count > 0)
                yield return changed;
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }
}
