using System.IO.Compression;
using System.Text;
using CryptoDashboard.CommandLine;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Tests.CommandLine;

/// <summary>What somebody types who does not know the words yet, and the files that people have.</summary>
public sealed class BacktestWordsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("backtest-words-").FullName;

    [Theory]
    [InlineData("--csh 500", "no option --csh")]
    [InlineData("--cash -5", "--cash is a number from 0.01")]
    [InlineData("--fee 5", "--fee is a number from 0 to 0.5")]
    [InlineData("--fill now", "--fill is next-open or close")]
    [InlineData("--param speed=3", "speed")]
    [InlineData("--param length", "--param wants name=value")]
    [InlineData("--param length=many", "--param wants name=number")]
    [InlineData("--param length=0", "RSI length must be between 2 and 200")]
    [InlineData("--from 2023-13-45", "write a day such as")]
    [InlineData("--from 2023-04-02 --to 2023-04-01", "before it begins")]
    [InlineData("--from 2031-01-01", "none between")]
    [InlineData("--cash", "--cash needs a value")]
    [InlineData("now", "'now' is not understood")]
    public async Task A_word_that_cannot_be_meant_is_answered_with_what_can(string words, string sentence) =>
        Assert.Contains(sentence, await Refusal(["--strategy", "rsi-cross", "--file", Written("minutes.csv", Rows()), .. words.Split(' ')]), StringComparison.Ordinal);

    [Fact]
    public async Task An_option_that_only_another_verb_has_is_refused_by_each()
    {
        var refused = await Assert.ThrowsAsync<UsageException>(() => OptimiseVerb.Run(["--strategy", "rsi-cross", "--trails", "5"], TestContext.Current.CancellationToken));
        var alsoRefused = await Assert.ThrowsAsync<UsageException>(() => CheckVerb.Run(["--strategy", "rsi-cross", "--trials", "5"], TestContext.Current.CancellationToken));

        Assert.Contains("optimise has no option --trails", refused.Message, StringComparison.Ordinal);
        Assert.Contains("check has no option --trials", alsoRefused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strategy_or_file_that_is_not_there_is_named()
    {
        Assert.Contains("There is no strategy 'rsi'", await Refusal(["--strategy", "rsi", "--file", "x.csv"]), StringComparison.Ordinal);
        Assert.Contains("There is no file x.csv", await Refusal(["--strategy", "rsi-cross", "--file", "x.csv"]), StringComparison.Ordinal);
        Assert.Contains("holds no candle", await Refusal(["--strategy", "rsi-cross", "--file", Written("empty.csv", "")]), StringComparison.Ordinal);
        Assert.Contains("line 1", await Refusal(["--strategy", "rsi-cross", "--file", Written("five.csv", "1680000000000,1,2,0.5,1.5\n")]), StringComparison.Ordinal);
        Assert.Contains("broken.csv.gz", await Refusal(["--strategy", "rsi-cross", "--file", Written("broken.csv.gz", "not packed")]), StringComparison.Ordinal);
        Assert.Contains("broken.zip", await Refusal(["--strategy", "rsi-cross", "--file", Written("broken.zip", "not packed")]), StringComparison.Ordinal);
    }

    [Fact]
    public void However_the_rows_are_written_the_candles_are_the_same()
    {
        var rows = Rows();
        var lines = rows.Split('\n');
        var expected = Read(Written("plain.csv", rows));

        Assert.Equal(expected, Read(Written("windows.csv", rows.ReplaceLineEndings("\r\n") + "\r\n")));
        Assert.Equal(expected, Read(Written("heading.csv", "open_time,open,high,low,close,volume\n" + rows)));
        Assert.Equal(expected, Read(Written("twelve.csv", string.Join('\n', lines.Select(l => l + ",1680000059999,1,2,3,4,0")))));
        Assert.Equal(expected, Read(Written("reversed.csv", string.Join('\n', lines.Reverse()))));
        Assert.Equal(expected, Read(Written("twice.csv", rows + "\n" + rows)));
        Assert.Equal(expected, Read(Packed("packed.csv.gz", rows)));
        Assert.Equal(expected, Read(Zipped("packed.zip", rows)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Rows() => string.Join('\n', Builders.Candles.Simulated(300).Select(c => FormattableString.Invariant($"{c.OpenMs},{c.Open},{c.High},{c.Low},{c.Close},{c.Volume}")));

    private static Candle[] Read(string path) =>
        CandleFiles.Read([path], MarketId.Parse("file:BASE/QUOTE"), timeframe: null, TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken).Candles.ToArray();

    private static async Task<string> Refusal(string[] words) =>
        (await Assert.ThrowsAsync<UsageException>(() => BacktestVerb.Run(words, TestContext.Current.CancellationToken))).Message;

    private string Written(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Packed(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    private string Zipped(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using var entry = archive.CreateEntry("minutes.csv").Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }
}
