using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Fills;

/// <summary>
/// Looks at bid and ask of every market that has a feed, which are those that bots trade or somebody watches. Real exchanges only: simulated
/// and replayed prices, and a best source that changes, say nothing about any exchange.
/// </summary>
public sealed class SpreadSampler(MarketHub hub, IFillStore store, TimeProvider time)
{
    /// <summary>A price older than this is none of this minute.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(MarketId Market, DateOnly Day), SpreadHistogram> _seen = [];

    /// <summary>Takes one sample of each; nothing is written.</summary>
    public void Sample()
    {
        var now = time.GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        lock (_gate)
        {
            foreach (var market in hub.Markets)
            {
                if (market.Id.Kind != MarketKind.Exchange || TopOfBook.Of(market, now, Fresh) is not { } top)
                    continue;
                if (!_seen.TryGetValue((market.Id, day), out var histogram))
                    _seen[(market.Id, day)] = histogram = new SpreadHistogram();
                histogram.Add(top.Spread);
            }
        }
    }

    /// <summary>Writes what was sampled since the last time; it is kept here while the database is away.</summary>
    public async Task Flush(CancellationToken cancel)
    {
        List<SpreadDay> seen;
        lock (_gate)
        {
            seen = [.. _seen.Select(s => new SpreadDay { Exchange = s.Key.Market.Exchange, Symbol = s.Key.Market.Symbol.ToString(), Day = s.Key.Day, Seen = s.Value })];
            _seen.Clear();
        }
        if (seen.Count == 0)
            return;
        try
        {
            await store.AddSpreads(seen, cancel);
        }
        catch
        {
            lock (_gate)
            {
                foreach (var day in seen)
                {
                    var key = (MarketId.Parse($"{day.Exchange}:{day.Symbol}"), day.Day);
                    if (_seen.TryGetValue(key, out var newer))
                        day.Seen.Add(newer);
                    _seen[key] = day.Seen;
                }
            }
            throw;
        }
    }
}
