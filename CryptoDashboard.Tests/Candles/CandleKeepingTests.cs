using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CryptoDashboard.Tests.Candles;

/// <summary>What becomes of candles that are stored: found wanting, built into larger ones, written out, deleted.</summary>
public sealed class CandleKeepingTests(Database database) : IAsyncLifetime
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    private ServiceProvider? _services;

    private ICandleStore Store => _services!.GetRequiredService<ICandleStore>();

    public async ValueTask InitializeAsync() => _services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, await database.Make()).BuildServiceProvider();

    public ValueTask DisposeAsync() => _services!.DisposeAsync();

    [Fact]
    public async Task Holes_of_a_stored_series_are_found()
    {
        await Keep([.. Minutes(100).Where((_, i) => i is not (10 or 11 or 50))]);
        var gaps = await SeriesGaps.Find(Store, Market, Timeframe.M1, Start, Start.AddDays(9), default);
        Assert.Equal([(10, 2L), (50, 1L)], gaps.Select(g => ((int)(g.From - Start).TotalMinutes, g.Missing)));
    }

    [Fact]
    public async Task What_is_written_out_is_read_in_as_it_was()
    {
        var candles = Minutes(500);
        await Keep(candles);
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "BTCUSDT-1m.csv");
        await using (var text = new StreamWriter(path))
            Assert.Equal(500, await CandleExport.Write(Store, Market, Timeframe.M1, Start, DateTimeOffset.MaxValue, text, default));

        var other = MarketId.Parse("kraken:BTC/USDT");
        var report = await new CandleImport(Store, TimeProvider.System).Run(other, Timeframe.M1, [path], skipBad: false, null, default);
        Assert.True(report.IsClean);
        Assert.Equal(candles, await All(other, Timeframe.M1));
    }

    [Fact]
    public async Task Minutes_become_larger_candles_and_go_and_a_day_that_is_not_over_stays()
    {
        var candles = Minutes((2 * 1440) + 700);
        await Keep(candles);
        var (built, deleted) = await new Compaction(Store).Compact(Market, Start.AddDays(2).AddHours(7), default);

        Assert.Equal(2 * 1440, deleted);
        Assert.Equal(2 * (288 + 96 + 24 + 6 + 1), built);
        Assert.Equal(candles[(2 * 1440)..], await All(Market, Timeframe.M1));
        var day = (await All(Market, Timeframe.D1))[1];
        var minutes = candles[1440..2880];
        Assert.Equal((minutes[0].Open, minutes.Max(c => c.High), minutes.Min(c => c.Low), minutes[^1].Close), (day.Open, day.High, day.Low, day.Close));
        Assert.Equal(minutes.Sum(c => c.Volume), day.Volume, 6);
        Assert.Equal((0L, 0L), await new Compaction(Store).Compact(Market, Start.AddDays(2).AddHours(7), default));
    }

    [Fact]
    public async Task A_month_that_holds_nothing_any_more_gives_its_place_back()
    {
        await Keep(Minutes(3 * 1440));
        await Store.Delete(Market, Timeframe.M1, Start.AddDays(2), default);
        var months = new List<string>();
        await using (var connection = await _services!.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var select = new NpgsqlCommand("select inhrelid::regclass::text from pg_inherits where inhparent = 'candles'::regclass order by 1", connection))
        await using (var reader = await select.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                months.Add(reader.GetString(0));
        }
        Assert.Equal(["candles_2026_02"], months);
        // And it comes back when it is needed again.
        await Keep(Minutes(10));
        Assert.Equal(10, (await Store.Series(Market, Timeframe.M1, default))!.Count - 1440);
    }

    [Fact]
    public async Task What_is_older_than_is_kept_goes_and_the_rest_stays()
    {
        await Keep(Minutes(3 * 1440));
        var time = new ManualTime(Start.AddDays(12));
        var deleted = await new CandleRetention(Store, new CandleOptions { KeepDays = { ["1m"] = 10 } }, time, NullLogger<CandleRetention>.Instance).Run(default);

        Assert.Equal(2 * 1440, deleted);
        Assert.Equal(48, (await Store.Series(Market, Timeframe.H1, default))!.Count);
    }

    [Theory]
    [InlineData("binance/BTCUSDT-1m-2024-01.zip", null, "binance:BTC/USDT", "1m")]
    [InlineData("x/ETHFDUSD-1h.csv.gz", "okx", "okx:ETH/FDUSD", "1h")]
    [InlineData("kraken/SOL-EUR-1d-2024.csv", null, "kraken:SOL/EUR", "1d")]
    public void A_files_name_says_what_it_holds(string path, string? exchange, string market, string timeframe) =>
        Assert.Equal((MarketId.Parse(market), Timeframe.Parse(timeframe), null), CandleFileName.Read(path, exchange));

    [Theory]
    [InlineData("binance/candles.csv")]
    [InlineData("binance/BTCUSDT-3m.csv")]
    [InlineData("binance/BTCXYZ-1m.csv")]
    [InlineData("My Folder/BTCUSDT-1m.csv")]
    public void A_name_that_says_nothing_is_not_guessed_at(string path) => Assert.NotNull(CandleFileName.Read(path, null).Fault);

    [Fact]
    public void Files_of_two_markets_or_two_lengths_are_not_for_one_series()
    {
        Assert.Null(CandleFileName.Mixture(["a/BTCUSDT-1m-2024-01.zip", "a/minutes.csv", "b/btc-usdt-1m.csv.gz"]));
        Assert.StartsWith("BTCUSDT-1m-2024-01.zip holds BTCUSDT and ETHUSDT-1m-2024-01.zip holds ETHUSDT, by their names:", CandleFileName.Mixture(["a/minutes.csv", "a/BTCUSDT-1m-2024-01.zip", "a/ETHUSDT-1m-2024-01.zip"]), StringComparison.Ordinal);
        Assert.StartsWith("BTCUSDT-1m.csv holds 1m candles and BTCUSDT-5m.csv 5m ones", CandleFileName.Mixture(["BTCUSDT-1m.csv", "BTCUSDT-5m.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_for_a_timeframe_that_does_not_exist_is_named() =>
        Assert.Equal(["Candles:KeepDays holds '3m'; timeframes are 1m, 5m, 15m, 1h, 4h and 1d."], new CandleOptions { KeepDays = { ["3m"] = 10 } }.Faults());

    private static Candle[] Minutes(int count) => [.. Enumerable.Range(0, count).Select(i =>
        new Candle(Start.ToUnixTimeMilliseconds() + (i * 60_000L), 100 + i, 101.5 + i, 99.25 + i, 100.5 + i, 1 + (i % 7)))];

    private async Task Keep(Candle[] candles)
    {
        await using var import = await Store.BeginImport(Market, Timeframe.M1, default);
        await import.Write(candles, default);
        await import.Commit(default);
    }

    private async Task<Candle[]> All(MarketId market, Timeframe timeframe)
    {
        var all = new List<Candle>();
        await foreach (var candle in Store.Read(market, timeframe, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, default))
            all.Add(candle);
        return [.. all];
    }
}
