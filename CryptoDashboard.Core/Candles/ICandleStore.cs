using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>
/// Closed candles, kept per market and timeframe; (market, timeframe, open time) is unique. A candle in progress never comes here.
/// </summary>
public interface ICandleStore
{
    /// <summary>
    /// Keeps closed candles of any series in one transaction. One that is there already is left as it is, so that saving twice is harmless.
    /// </summary>
    Task Save(IReadOnlyList<RecordedCandle> candles, CancellationToken cancel);

    /// <summary>
    /// Opens a bulk import into one series: all of it is kept at <see cref="ICandleImport.Commit"/>, or none. A second import into the
    /// same series waits for the first.
    /// </summary>
    Task<ICandleImport> BeginImport(MarketId market, Timeframe timeframe, CancellationToken cancel);

    /// <summary>Candles with <paramref name="from"/> ≤ open time &lt; <paramref name="to"/>, oldest first, streamed in bounded memory.</summary>
    IAsyncEnumerable<Candle> Read(MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel);

    /// <summary>The last <paramref name="count"/> candles that open before <paramref name="before"/>, oldest first.</summary>
    Task<IReadOnlyList<Candle>> ReadLast(MarketId market, Timeframe timeframe, int count, DateTimeOffset before, CancellationToken cancel);

    /// <summary>Deletes the candles of a series that open before a time.</summary>
    /// <returns>How many.</returns>
    Task<long> Delete(MarketId market, Timeframe timeframe, DateTimeOffset before, CancellationToken cancel);

    /// <summary>What is kept, one line per series, ordered by market and timeframe.</summary>
    Task<IReadOnlyList<StoredSeries>> Series(CancellationToken cancel);

    /// <summary>What is kept of one series, or null when nothing is.</summary>
    Task<StoredSeries?> Series(MarketId market, Timeframe timeframe, CancellationToken cancel);

    /// <summary>What is kept of a stretch of one series, or null when nothing is. Costs a fraction of reading it.</summary>
    /// <param name="to">Exclusive.</param>
    Task<SeriesMark?> Mark(MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel);
}
