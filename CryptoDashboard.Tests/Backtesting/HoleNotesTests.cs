using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting;

/// <summary>Candles that are missing are told and drawn as missing.</summary>
public sealed class HoleNotesTests
{
    private static readonly List<Core.Markets.Candle> Whole = Builders.Candles.Simulated(1_000);

    [Fact]
    public void A_whole_series_has_nothing_to_say() => Assert.Empty(HoleNotes.Of([Series(Whole)], null, null));

    [Fact]
    public void Holes_are_counted_and_the_longest_are_named()
    {
        var note = Assert.Single(HoleNotes.Of([Series([.. Whole[..100], .. Whole[103..500], .. Whole[560..]])], null, null));

        Assert.Contains("63 1m candles of paper:BTC/USDT are missing in 2 holes", note.Sentence, StringComparison.Ordinal);
        Assert.Contains($"{Whole[500].OpenTime:yyyy-MM-dd HH:mm} to {Whole[560].OpenTime:yyyy-MM-dd HH:mm}", note.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_holes_of_the_stretch_that_was_run_count() =>
        Assert.Empty(HoleNotes.Of([Series([.. Whole[..100], .. Whole[103..]])], Whole[200].OpenTime, null));

    [Fact]
    public void The_curve_is_dashed_where_it_leads_over_a_hole()
    {
        EquitySample[] days = [.. Enumerable.Range(0, 60).Where(d => d is < 20 or > 30).Select(d => new EquitySample(Some.Noon.AddDays(d), 10_000 + d))];

        var broken = ReportCharts.Equity([("run", days)]);

        Assert.Equal((3, 1), (broken.Split("<polyline").Length - 1, broken.Split("rc-hole").Length - 1));
        Assert.DoesNotContain("rc-hole", ReportCharts.Equity([("run", days[..20])]), StringComparison.Ordinal);
    }

    private static CandleSeries Series(List<Core.Markets.Candle> candles) => new(Some.Market, Timeframe.M1, candles.ToArray());
}
