using System.Collections.Concurrent;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>
/// Closes the larger candles of every market as its 1m candles close. A builder that is new to a market starts with the next whole
/// bucket, unless the bucket's beginning was given to it (<see cref="Seed"/>): a candle with its first minutes missing is never announced.
/// </summary>
public sealed class LargerCandles : IDisposable
{
    private static readonly Timeframe[] Larger = [.. Timeframe.All.Where(t => t > Timeframe.M1)];

    private readonly ConcurrentDictionary<MarketId, Builders> _builders = new();
    private readonly MarketHub _hub;

    public LargerCandles(MarketHub hub)
    {
        _hub = hub;
        _hub.CandleClosed += Build;
    }

    /// <summary>
    /// Shows the builders of a market what it had before its feed began: the stored 1m candles since the start of the day, in order.
    /// </summary>
    public void Seed(MarketId market, IReadOnlyList<Candle> minutes)
    {
        var builders = _builders[market] = new Builders();
        foreach (var candle in minutes)
            builders.Add(candle, static (_, _) => { });
    }

    public void Dispose() => _hub.CandleClosed -= Build;

    private void Build(Market market, ClosedCandle closed)
    {
        if (closed.Timeframe != Timeframe.M1)
            return;
        _builders.GetOrAdd(market.Id, static _ => new Builders())
            .Add(closed.Candle, (timeframe, candle) => _hub.PublishClosed(market, timeframe, candle));
    }

    private sealed class Builders
    {
        private readonly CandleBuilder[] _each = [.. Larger.Select(t => new CandleBuilder(Timeframe.M1, t))];
        private readonly long[] _wholeFrom = new long[Larger.Length];
        private readonly List<Candle> _closed = [];
        private bool _hasBegun;

        public void Add(in Candle candle, Action<Timeframe, Candle> announce)
        {
            for (var i = 0; i < Larger.Length; i++)
            {
                if (!_hasBegun)
                    _wholeFrom[i] = Larger[i].OpenOf(candle.OpenMs + Larger[i].Milliseconds - 1);
                _closed.Clear();
                _each[i].Add(candle, _closed);
                foreach (var larger in _closed)
                {
                    if (larger.OpenMs >= _wholeFrom[i])
                        announce(Larger[i], larger);
                }
            }
            _hasBegun = true;
        }
    }
}
