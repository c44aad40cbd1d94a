using System.IO.Compression;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Candles;

public sealed class CandleImportTests(Database database) : IDisposable
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");
    private readonly string _folder = Directory.CreateTempSubdirectory("desk-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_outage_of_24_March_2023_is_one_hole_of_80_minutes()
    {
        var (import, _) = await Import();

        var report = await import.Run(Market, Timeframe.M1, [Shared.File("data/candles/binance/BTCUSDT-1m.csv.gz")], false, null, default);

        var gap = Assert.Single(report.Gaps);
        Assert.Equal((new DateTimeOffset(2023, 3, 24, 12, 40, 0, TimeSpan.Zero), 80), (gap.From, gap.Missing));
        Assert.Equal((66_087, 66_087), (report.Rows, report.New));
    }

    [Fact]
    public async Task Importing_again_and_overlapping_adds_only_what_is_missing()
    {
        var (import, store) = await Import();
        var candles = Builders.Candles.Simulated(300);

        await import.Run(Market, Timeframe.M1, [Write("a.csv", candles[..200])], false, null, default);
        var again = await import.Run(Market, Timeframe.M1, [Write("a.csv", candles[..200]), Write("b.csv.gz", candles[100..])], false, null, default);

        Assert.Equal([0, 100], again.Files.Select(f => f.New));
        Assert.Equal([200, 100], again.Files.Select(f => f.AlreadyThere));
        Assert.Equal(candles, await store.ReadLast(Market, Timeframe.M1, 1_000, DateTimeOffset.MaxValue, default));
    }

    [Fact]
    public async Task A_file_with_a_bad_row_leaves_nothing_and_the_good_files_beside_it_stay()
    {
        var (import, store) = await Import();
        var candles = Builders.Candles.Simulated(100);
        var bad = Write("bad.csv", candles[50..]);
        await File.AppendAllTextAsync(bad, "1,2,3\n");

        var report = await import.Run(Market, Timeframe.M1, [Write("good.csv", candles[..50]), bad], false, null, default);

        Assert.False(report.IsClean);
        Assert.Contains("--skip-bad", report.Files[1].Rejection, StringComparison.Ordinal);
        Assert.Equal(50, (await store.Series(Market, Timeframe.M1, default))!.Count);
    }

    [Fact]
    public async Task With_skip_bad_the_good_rows_are_kept()
    {
        var (import, store) = await Import();
        var bad = Write("bad.csv", Builders.Candles.Simulated(50));
        await File.AppendAllTextAsync(bad, "1,2,3\n");

        var report = await import.Run(Market, Timeframe.M1, [bad], skipBad: true, null, default);

        Assert.True(report.IsClean);
        Assert.Equal(50, (await store.Series(Market, Timeframe.M1, default))!.Count);
    }

    [Fact]
    public async Task A_file_of_another_timeframe_is_refused_with_the_right_one()
    {
        var (import, _) = await Import();
        var five = Builders.Candles.Simulated(50).Where((_, i) => i % 5 == 0).ToList();

        var report = await import.Run(Market, Timeframe.M1, [Write("five.csv", five)], false, null, default);

        Assert.Contains("--timeframe 5m", Assert.Single(report.Files).Rejection, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.csv", "There is no such file.")]
    [InlineData("torn.gz", "damaged")]
    [InlineData("torn.zip", "damaged")]
    public async Task A_file_that_cannot_be_read_is_told_and_does_not_stop_the_others(string name, string reason)
    {
        var (import, _) = await Import();
        if (!name.StartsWith("missing", StringComparison.Ordinal))
            await File.WriteAllTextAsync(Path.Combine(_folder, name), "this is no archive");

        var report = await import.Run(Market, Timeframe.M1, [Path.Combine(_folder, name), Write("good.csv", Builders.Candles.Simulated(10))], false, null, default);

        Assert.Contains(reason, report.Files[0].Rejection, StringComparison.Ordinal);
        Assert.Equal(10, report.Files[1].New);
    }

    [Fact]
    public async Task A_packed_file_that_was_cut_off_leaves_nothing_behind()
    {
        var (import, _) = await Import();
        var whole = await File.ReadAllBytesAsync(Write("whole.csv.gz", Builders.Candles.Simulated(5_000)));
        var cut = Path.Combine(_folder, "cut.csv.gz");
        await File.WriteAllBytesAsync(cut, whole[..(whole.Length / 2)]);

        var report = await import.Run(Market, Timeframe.M1, [cut], false, null, default);

        Assert.Equal((0, "cut.csv.gz cannot be unpacked: it is damaged, or not what its ending says. Fetch it again, or pack it anew."), (report.New, report.Files[0].Rejection));
    }

    [Theory]
    [InlineData(false, "cannot be unpacked")]
    [InlineData(true, "locked by a password")]
    public async Task A_bad_file_in_an_archive_is_named_and_the_others_are_kept(bool isLocked, string reason)
    {
        var (import, _) = await Import();
        var candles = Builders.Candles.Simulated(60);
        var path = await Archive("months.zip", CompressionLevel.NoCompression, candles[..20], candles[20..40], candles[40..]);
        var bytes = await File.ReadAllBytesAsync(path);
        // The second file: a digit of it changed, or its flag of encryption set in both headers.
        var headers = Positions(bytes, [0x50, 0x4b, 3, 4]).ToList();
        var central = Positions(bytes, [0x50, 0x4b, 1, 2]).ToList();
        if (isLocked)
            (bytes[headers[1] + 6], bytes[central[1] + 8]) = ((byte)(bytes[headers[1] + 6] | 1), (byte)(bytes[central[1] + 8] | 1));
        else
            bytes[headers[1] + 200] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        var report = await import.Run(Market, Timeframe.M1, [path], false, null, default);

        Assert.Equal([20L, 0L, 20L], report.Files.Select(f => (long)f.New));
        Assert.Contains("months.zip!2.csv", report.Files[1].Rejection, StringComparison.Ordinal);
        Assert.Contains(reason, report.Files[1].Rejection, StringComparison.Ordinal);
    }

    private async Task<string> Archive(string name, CompressionLevel level, params IReadOnlyList<IReadOnlyList<Candle>> parts)
    {
        var path = Path.Combine(_folder, name);
        await using var archive = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, default);
        for (var i = 0; i < parts.Count; i++)
            await archive.CreateEntryFromFileAsync(Write($"{i + 1}.csv", parts[i]), $"{i + 1}.csv", level, default);
        return path;
    }

    private static IEnumerable<int> Positions(byte[] bytes, byte[] mark)
    {
        for (var i = 0; i <= bytes.Length - mark.Length; i++)
        {
            if (bytes.AsSpan(i, mark.Length).SequenceEqual(mark))
                yield return i;
        }
    }

    [Fact]
    public async Task An_archive_with_several_files_is_read_whole()
    {
        var (import, _) = await Import();
        var candles = Builders.Candles.Simulated(40);
        var path = Path.Combine(_folder, "months.zip");
        await using (var archive = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, default))
        {
            await archive.CreateEntryFromFileAsync(Write("one.csv", candles[..20]), "one.csv", default);
            await archive.CreateEntryFromFileAsync(Write("two.csv", candles[20..]), "two.csv", default);
        }

        var report = await import.Run(Market, Timeframe.M1, [path], false, null, default);

        Assert.Equal(["months.zip!one.csv", "months.zip!two.csv"], report.Files.Select(f => f.Name));
        Assert.Equal(40, report.New);
    }

    private async Task<(CandleImport Import, ICandleStore Store)> Import()
    {
        var services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, await database.Make()).BuildServiceProvider();
        var store = services.GetRequiredService<ICandleStore>();
        return (new CandleImport(store, TimeProvider.System), store);
    }

    private string Write(string name, IEnumerable<Candle> candles)
    {
        var path = Path.Combine(_folder, name);
        Stream file = File.Create(path);
        using var text = new StreamWriter(name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file);
        foreach (var c in candles)
            text.Write($"{c.OpenMs},{c.Open:R},{c.High:R},{c.Low:R},{c.Close:R},{c.Volume:R}\n");
        return path;
    }
}
