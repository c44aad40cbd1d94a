using System.IO.Compression;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Candles;

public sealed class CandleBuilderTests
{
    [Fact]
    public void Five_minutes_make_one_candle_that_is_closed_with_its_last_minute()
    {
        var builder = new CandleBuilder(Timeframe.M1, Timeframe.M5);
        var closed = new List<Candle>();
        var minutes = Builders.Candles.Closing(10, 12, 9, 11, 13, 14);
        foreach (var minute in minutes.Take(4))
            builder.Add(minute, closed);
        Assert.Empty(closed);
        builder.Add(minutes[4], closed);

        Assert.Equal(new Candle(minutes[0].OpenMs, 10, 13, 9, 13, 5), Assert.Single(closed));
    }

    [Fact]
    public void A_candle_with_a_hole_at_its_end_is_closed_by_the_next_bucket()
    {
        var builder = new CandleBuilder(Timeframe.M1, Timeframe.M5);
        var closed = new List<Candle>();
        var minutes = Builders.Candles.Closing(10, 11, 12, 13, 14, 15, 16);
        builder.Add(minutes[0], closed);
        builder.Add(minutes[6], closed);

        Assert.Equal(10, Assert.Single(closed).Close);
        Assert.Equal(minutes[5].OpenMs, builder.InProgress!.Value.OpenMs);
    }

    [Theory]
    [InlineData("binance/BTCUSDT")]
    [InlineData("binance/ADAUSDT")]
    public void Built_five_minute_candles_equal_those_of_the_exchange(string series)
    {
        var exchange = Read(Shared.File($"data/candles/{series}-5m.csv.gz")).ToDictionary(c => c.OpenMs);
        var builder = new CandleBuilder(Timeframe.M1, Timeframe.M5);
        var built = new List<Candle>();
        foreach (var minute in Read(Shared.File($"data/candles/{series}-1m.csv.gz")))
            builder.Add(minute, built);
        var compared = built.Skip(1).Where(c => exchange.ContainsKey(c.OpenMs)).ToList();

        Assert.True(compared.Count > 10_000);
        foreach (var candle in compared)
        {
            var other = exchange[candle.OpenMs];
            Assert.Equal((other.Open, other.High, other.Low, other.Close), (candle.Open, candle.High, candle.Low, candle.Close));
            Assert.Equal(other.Volume, candle.Volume, other.Volume * 1e-9);
        }
    }

    [Fact]
    public void A_timeframe_that_is_no_multiple_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CandleBuilder(Timeframe.M15, Timeframe.M5));

    private static IEnumerable<Candle> Read(string file)
    {
        using var text = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        return CandleCsv.Read(file, text, file.Contains("-5m", StringComparison.Ordinal) ? Timeframe.M5 : Timeframe.M1, long.MaxValue, 0, _ => { }, default).Candles.ToArray();
    }
}
