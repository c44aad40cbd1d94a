using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Feeds;

/// <summary>Closed candles of exchanges, asked for by REST.</summary>
public sealed class ExchangeHistory(BridgeClient bridge, TimeProvider time)
{
    /// <summary>An exchange may still change a candle for a moment after its close.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private const int PageSize = 500;

    /// <summary>
    /// Closed, sane candles with <paramref name="from"/> ≤ open time &lt; <paramref name="to"/>, ascending, each once. An exchange that does
    /// not reach back so far gives what it has. A candle counts as closed when a later one is in the answer, or two seconds after its close.
    /// </summary>
    /// <param name="skew">How far the exchange's clock is ahead of ours.</param>
    /// <param name="refused">Told of each candle that cannot be real.</param>
    /// <exception cref="Outside.OutsideFault">The exchange could not be asked.</exception>
    public async Task<IReadOnlyList<Candle>> Closed(
        MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, TimeSpan skew, Action<string>? refused, CancellationToken cancel)
    {
        var found = new SortedDictionary<long, Candle>();
        var next = timeframe.OpenOf(from.ToUnixTimeMilliseconds());
        if (next < from.ToUnixTimeMilliseconds())
            next += timeframe.Milliseconds;
        var end = to.ToUnixTimeMilliseconds();
        while (next < end)
        {
            var limit = (int)Math.Min(PageSize, ((end - next) / timeframe.Milliseconds) + 2);
            var rows = await bridge.Candles(market.Exchange, market.Symbol.ToString(), timeframe.ToString(), DateTimeOffset.FromUnixTimeMilliseconds(next), limit, cancel);
            var newest = rows.Count > 0 ? rows.Max(r => r.OpenMs) : 0;
            var closedBefore = (time.GetUtcNow() + skew - Settled).ToUnixTimeMilliseconds() - timeframe.Milliseconds;
            foreach (var row in rows)
            {
                if (row.OpenMs < next || row.OpenMs >= end || row.OpenMs % timeframe.Milliseconds != 0 || (row.OpenMs >= newest && row.OpenMs > closedBefore))
                    continue;
                var candle = new Candle(row.OpenMs, row.Open, row.High, row.Low, row.Close, row.Volume);
                if (candle.Fault() is { } fault)
                    refused?.Invoke(fault);
                else
                    found[row.OpenMs] = candle;
            }
            // Some exchanges answer with nothing where a hole is longer than a page: what lies behind it is asked for all the same.
            next = newest < next ? next + (limit * timeframe.Milliseconds) : newest + timeframe.Milliseconds;
        }
        return [.. found.Values];
    }
}
