using System.Globalization;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>Writes a stored series as the CSV that the import reads: open time in milliseconds, open, high, low, close, volume; no heading.</summary>
public static class CandleExport
{
    /// <summary>Candles with <paramref name="from"/> ≤ open time &lt; <paramref name="to"/>, oldest first.</summary>
    /// <returns>How many were written.</returns>
    public static async Task<long> Write(ICandleStore store, MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, TextWriter text, CancellationToken cancel)
    {
        var count = 0L;
        await foreach (var candle in store.Read(market, timeframe, from, to, cancel))
        {
            await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{candle.OpenMs},{candle.Open},{candle.High},{candle.Low},{candle.Close},{candle.Volume}").AsMemory(), cancel);
            count++;
        }
        return count;
    }
}
