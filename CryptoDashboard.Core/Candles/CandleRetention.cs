using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Candles;

/// <summary>Deletes candles that are older than is kept of their timeframe. Minutes are built into larger candles first.</summary>
public sealed class CandleRetention(ICandleStore store, CandleOptions options, TimeProvider time, ILogger<CandleRetention> logger)
{
    /// <returns>How many candles were deleted.</returns>
    public async Task<long> Run(CancellationToken cancel)
    {
        var deleted = 0L;
        foreach (var series in await store.Series(cancel))
        {
            if (options.Keep(series.Timeframe) is not { } kept || series.First >= time.GetUtcNow() - kept || series.Market.Kind is not (MarketKind.Exchange or MarketKind.Any or MarketKind.Simulated))
                continue;
            var before = time.GetUtcNow() - kept;
            var gone = series.Timeframe == Timeframe.M1
                ? (await new Compaction(store).Compact(series.Market, before, cancel)).Deleted
                : await store.Delete(series.Market, series.Timeframe, before, cancel);
            if (gone > 0)
                logger.LogInformation("{Count} candles of {Market} {Timeframe} before {Before:yyyy-MM-dd} were deleted", gone, series.Market, series.Timeframe, before);
            deleted += gone;
        }
        return deleted;
    }
}
