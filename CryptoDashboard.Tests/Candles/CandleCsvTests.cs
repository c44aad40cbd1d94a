using System.Text;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Tests.Candles;

public sealed class CandleCsvTests
{
    private const long Open = 1_680_000_000_000;

    [Theory]
    [InlineData("1680000000000,1,2,0.5,1.5,10")]
    [InlineData("open_time,open,high,low,close,volume\n1680000000000,1,2,0.5,1.5,10")]
    [InlineData("\"open_time\",\"open\",\"high\",\"low\",\"close\",\"volume\"\r\n1680000000000,1,2,0.5,1.5,10\r\n")]
    [InlineData("1680000000000,1,2,0.5,1.5,10,1680000059999,15,3,5,7,0\r\n")]
    [InlineData("1680000000000000,1,2,0.5,1.5,10,1680000059999999,15,3,5,7,0\n")]
    [InlineData("\uFEFF\"1680000000000\",\"1\",\"2\",\"0.5\",\"1.5\",\"10\"")]
    [InlineData("1680000000000,1.0,2e0,5e-1,1.50000000,1e1\n\n")]
    public void Every_form_the_archives_come_in_is_read(string text)
    {
        var csv = Read(text);

        Assert.Empty(csv.Bad);
        Assert.Equal(new Candle(Open, 1, 2, 0.5, 1.5, 10), Assert.Single(csv.Candles.ToArray()));
    }

    [Theory]
    [InlineData("1680000000000,1,2,0.5,1.5", "5 columns")]
    [InlineData("1680000000000,1,2,0.5,x,10", "column 5 is not a number")]
    [InlineData("1680000000000,1,2,0.5,,10", "column 5 is not a number")]
    [InlineData("1680000000000,1,0.9,0.5,0.8,10", "the high is not the highest price")]
    [InlineData("1680000000000,1,2,1.2,1.5,10", "the low is not the lowest price")]
    [InlineData("1680000000000,0,2,0,1.5,10", "a price is zero or negative")]
    [InlineData("1680000000000,1,2,0.5,1.5,-1", "the volume is negative")]
    [InlineData("1680000000001,1,2,0.5,1.5,10", "does not fall on a 1m boundary")]
    [InlineData("4000000000000,1,2,0.5,1.5,10", "the open time is in the future")]
    [InlineData("1680000000,1,2,0.5,1.5,10", "looks like seconds")]
    [InlineData("2023-03-28 10:40:00,1,2,0.5,1.5,10", "write milliseconds since 1970")]
    [InlineData("1680000000000,1,NaN,0.5,1.5,10", "not")]
    public void A_bad_row_is_reported_by_line_with_its_reason(string row, string reason)
    {
        var bad = Assert.Single(Read($"1679999940000,1,2,0.5,1.5,10\n{row}\n").Bad);

        Assert.Equal(2, bad.Line);
        Assert.Contains(reason, bad.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_in_any_order_come_out_ascending_with_repeats_counted()
    {
        var csv = Read("1680000060000,1,2,0.5,1.5,10\n1680000000000,1,2,0.5,1.5,10\n1680000060000,1,2,0.5,1.5,10\n");

        Assert.Equal([Open, Open + 60_000], csv.Candles.ToArray().Select(c => c.OpenMs));
        Assert.Equal((1, 0), (csv.Duplicates, csv.BadCount));
    }

    [Fact]
    public void Two_rows_of_one_time_that_differ_are_a_contradiction_that_names_both_lines()
    {
        var bad = Assert.Single(Read("1680000000000,1,2,0.5,1.5,10\n1680000000000,1,2,0.5,1.6,10\n").Bad);

        Assert.Equal(2, bad.Line);
        Assert.Contains("contradicts line 1", bad.Reason, StringComparison.Ordinal);
    }

    private static CandleCsv Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CandleCsv.Read("test.csv", stream, Timeframe.M1, 2_000_000_000_000, 10, _ => { }, default);
    }
}
