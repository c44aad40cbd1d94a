using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>The drawings of a report as SVG, for the exported page and for the desk's own. Every text in them is encoded; classes begin with <c>rc</c>.</summary>
public static class ReportCharts
{
    private const double Wide = 960;
    private const int MostDots = 2_000;

    /// <summary>Curves in one picture, the first drawn on top; up to six.</summary>
    /// <param name="relative">Each over its own start, as a gain in percent: for curves of different money.</param>
    public static string Equity(IReadOnlyList<(string Name, IReadOnlyList<EquitySample> Samples)> curves, bool relative = false, double height = 280)
    {
        var lines = curves.Where(c => c.Samples.Count > 1).Select((c, i) => (Index: i, Points: EquityCurve.Thin(c.Samples, 1_000)
            .Select(s => (X: (double)s.At.ToUnixTimeSeconds(), Y: relative ? 100 * ((s.Equity / c.Samples[0].Equity) - 1) : s.Equity)).ToList(), Holes: Holes(c.Samples))).ToList();
        if (lines.Count == 0)
            return "";
        var frame = new ChartFrame("Equity of " + string.Join(", ", curves.Select(c => c.Name)), Wide, height, Range(lines.SelectMany(l => l.Points).Select(p => p.X)), Range(lines.SelectMany(l => l.Points).Select(p => p.Y)));
        frame.YAxis(v => relative ? $"{v:0.##} %" : v.ToString("#,0.##"));
        frame.TimeAxis();
        foreach (var (index, points, holes) in lines.AsEnumerable().Reverse())
            Line(frame, $"rc-line rc-s{index + 1}", points, holes);
        return frame.End();
    }

    /// <summary>Where a curve has no samples for much longer than from one to the next elsewhere: nothing is known of it there. Unix seconds.</summary>
    private static List<(double From, double To)> Holes(IReadOnlyList<EquitySample> samples)
    {
        var steps = samples.Zip(samples.Skip(1), (one, next) => (next.At - one.At).TotalSeconds).ToList();
        var usual = steps.Order().ElementAt(steps.Count / 2);
        return [.. steps.Select((step, i) => (step, i)).Where(s => s.step > 2.5 * usual).Select(s => ((double)samples[s.i].At.ToUnixTimeSeconds(), (double)samples[s.i + 1].At.ToUnixTimeSeconds()))];
    }

    /// <summary>A line that is dashed where it leads over a hole.</summary>
    private static void Line(ChartFrame frame, string name, List<(double X, double Y)> points, List<(double From, double To)> holes)
    {
        var from = 0;
        for (var i = 1; i < points.Count; i++)
        {
            if (!holes.Exists(h => h.From >= points[i - 1].X && h.To <= points[i].X))
                continue;
            frame.Line(name, points[from..i]);
            frame.Line($"{name} rc-hole", [points[i - 1], points[i]]);
            from = i;
        }
        frame.Line(name, points[from..]);
    }

    /// <summary>How deep under water, in percent, downwards.</summary>
    public static string Drawdown(IReadOnlyList<EquitySample> equity, double height = 160)
    {
        if (equity.Count < 2)
            return "";
        var under = Drawdowns.Of(new EquityCurve(equity)).UnderWater;
        var points = EquityCurve.Thin([.. equity.Select((s, i) => new EquitySample(s.At, -100 * under[i]))], 1_000).Select(s => ((double)s.At.ToUnixTimeSeconds(), s.Equity)).ToList();
        var frame = new ChartFrame("Drawdown in percent", Wide, height, Range(points.Select(p => p.Item1)), (Math.Min(-0.1, points.Min(p => p.Item2)), 0));
        frame.YAxis(v => $"{v:0.##} %");
        frame.TimeAxis();
        frame.Area("rc-under", [(points[0].Item1, 0), .. points, (points[^1].Item1, 0)]);
        return frame.End();
    }

    /// <summary>Bars of a distribution in percent; losses and wins apart by class.</summary>
    public static string Bars(string label, Histogram histogram, double height = 220)
    {
        if (histogram.Bars.Count == 0)
            return "";
        var frame = new ChartFrame(label, Wide / 2, height, (histogram.Bars[0].From, histogram.Bars[^1].To), (0, histogram.Bars.Max(b => b.Count)));
        frame.YAxis(v => v == Math.Floor(v) ? v.ToString("#,0") : "");
        frame.XAxis(v => $"{v:0.##} %");
        foreach (var bar in histogram.Bars.Where(b => b.Count > 0))
            frame.Bar(bar.To <= 0 ? "rc-down" : "rc-up", bar.From, bar.To, bar.Count, $"{bar.From:0.##} % to {bar.To:0.##} %: {bar.Count}");
        return frame.End();
    }

    /// <summary>Each trade by how far the price went against it (or for it) and what it made; of many, an even choice.</summary>
    /// <param name="favourable">The favourable excursion in place of the adverse one.</param>
    public static string Excursions(IReadOnlyList<ReportTrade> trades, bool favourable, double height = 220)
    {
        if (trades.Count == 0)
            return "";
        var every = Math.Max(1, (int)Math.Ceiling((double)trades.Count / MostDots));
        var dots = trades.Where((_, i) => i % every == 0).Select(t => (X: 100 * (favourable ? t.Best : t.Worst), Y: 100 * (double)t.ProfitRatio, Trade: t)).ToList();
        var frame = new ChartFrame(
            $"Profit of each trade over its {(favourable ? "maximum favourable" : "maximum adverse")} excursion, in percent", Wide / 2, height, Range(dots.Select(d => d.X).Append(0)), Range(dots.Select(d => d.Y).Append(0)));
        frame.YAxis(v => $"{v:0.##} %");
        frame.XAxis(v => $"{v:0.##} %");
        foreach (var (x, y, trade) in dots)
            frame.Dot(trade.Profit >= 0 ? "rc-up" : "rc-down", x, y, $"{trade.OpenedAt:yyyy-MM-dd HH:mm}: {x:0.00} %, {y:0.00} %");
        return frame.End();
    }

    /// <summary>Where simulated runs lie, trade by trade: nine of ten in the pale band, half of them in the darker one, the median as a line.</summary>
    public static string Fan(TradeResampling resampling, double height = 260)
    {
        var frame = Fan("Equity of simulated runs by closed trades", [.. resampling.Steps.Select(s => (double)s)], resampling.Fan, [], height);
        frame.XAxis(v => v.ToString("#,0"));
        return frame.End();
    }

    /// <summary>Where other histories lie over time, as above, and the real one as a second line.</summary>
    /// <param name="real">Its equity.</param>
    public static string Fan(OtherHistories histories, IReadOnlyList<EquitySample> real, double height = 260)
    {
        if (histories.Fan.Count < 2)
            return "";
        var frame = Fan(
            "Equity in other histories", [.. histories.Steps.Select(s => (double)s.ToUnixTimeSeconds())], histories.Fan,
            [.. EquityCurve.Thin(real, 1_000).Select(s => ((double)s.At.ToUnixTimeSeconds(), s.Equity))], height);
        frame.TimeAxis();
        return frame.End();
    }

    private static ChartFrame Fan(string label, IReadOnlyList<double> steps, IReadOnlyList<Band> bands, IReadOnlyList<(double X, double Y)> real, double height)
    {
        var fan = bands.Zip(steps, (band, step) => (Step: step, Band: band)).ToList();
        var frame = new ChartFrame(
            label, Wide, height, (fan[0].Step, Math.Max(fan[0].Step + 1, fan[^1].Step)), Range(fan.SelectMany(f => new[] { f.Band.P5, f.Band.P95 }).Concat(real.Select(r => r.Y))));
        frame.YAxis(v => v.ToString("#,0.##"));
        frame.Area("rc-band", [.. fan.Select(f => (f.Step, f.Band.P95)), .. fan.AsEnumerable().Reverse().Select(f => (f.Step, f.Band.P5))]);
        frame.Area("rc-band inner", [.. fan.Select(f => (f.Step, f.Band.P75)), .. fan.AsEnumerable().Reverse().Select(f => (f.Step, f.Band.P25))]);
        frame.Line("rc-line rc-s1", fan.Select(f => (f.Step, f.Band.P50)));
        if (real.Count > 1)
            frame.Line("rc-line rc-s2", real.Where(r => r.X >= fan[0].Step && r.X <= fan[^1].Step));
        return frame;
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return (low, high);
    }
}
