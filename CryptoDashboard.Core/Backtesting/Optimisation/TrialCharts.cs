using System.Globalization;
using System.Net;
using System.Text;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>Drawings of a search's trials as SVG, in the manner of <see cref="ReportCharts"/>.</summary>
public static class TrialCharts
{
    private const int MostDots = 2_000;
    private const int MostLines = 300;
    private const double Wide = 960;
    private const double High = 280;

    /// <summary>Each trial's score, and the best so far as a line.</summary>
    public static string Scores(IReadOnlyList<Trial> trials, double height = 220)
    {
        var scored = trials.Where(t => t.Score is not null).Select(t => (X: (double)t.Number, Y: t.Score!.Value, Trial: t)).ToList();
        if (scored.Count < 2)
            return "";
        // A few ruinous trials must not press the others together: the picture begins at the twentieth part from below.
        var sorted = scored.Select(s => s.Y).Order().ToList();
        var (low, high) = (sorted[sorted.Count / 20], sorted[^1]);
        var frame = new ChartFrame("Score of each trial, and the best so far", Wide, height, (1, trials[^1].Number), (low, high));
        frame.YAxis(v => v.ToString("0.##", CultureInfo.InvariantCulture));
        frame.XAxis(v => v == Math.Floor(v) ? v.ToString("#,0", CultureInfo.InvariantCulture) : "");
        var every = Math.Max(1, scored.Count / MostDots);
        foreach (var (x, y, trial) in scored.Where((s, i) => s.Y >= low && i % every == 0))
            frame.Dot("oc-dot", x, y, $"Trial {trial.Number}: {y:0.####}");
        frame.Line("rc-line rc-s2", BestSoFar(scored, low, trials[^1].Number));
        return frame.End();
    }

    /// <summary>Each trial as a line over its parameters to its score; the best tenth stands out.</summary>
    public static string Parallel(SearchSpace space, IReadOnlyList<Trial> trials)
    {
        var scored = trials.Where(t => t.Score is not null).OrderByDescending(t => t.Score).ToList();
        if (scored.Count < 2)
            return "";
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"rc\" viewBox=\"0 0 {Wide} {High}\" role=\"img\" aria-label=\"Parameters and score of the trials as lines\">");
        var every = Math.Max(1, scored.Count / MostLines);
        var best = Math.Max(1, scored.Count / 10);
        foreach (var (trial, rank) in scored.Select((t, i) => (t, i)).Where(t => t.i < best || t.i % every == 0).Take(MostLines + best).Reverse())
        {
            var place = space.PlaceOf(trial.Values());
            var points = space.Axes.Select((axis, i) => (Column(i, space), Row(axis.Range.Count == 1 ? 0.5 : (double)place[i] / (axis.Range.Count - 1))))
                .Append((Column(space.Axes.Count, space), Row(1 - ((double)rank / (scored.Count - 1)))));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"oc-line{(rank == 0 ? " top" : rank < best ? " good" : "")}\" points=\"{string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Item1:0.#},{p.Item2:0.#}")))}\"><title>Trial {trial.Number}: {trial.Score:0.####}</title></polyline>");
        }
        for (var i = 0; i < space.Axes.Count; i++)
        {
            var range = space.Axes[i].Range;
            Axis(svg, Column(i, space), space.Axes[i].Parameter.Label, range.ValueAt(range.Count - 1).ToString("0.####", CultureInfo.InvariantCulture), range.From.ToString("0.####", CultureInfo.InvariantCulture));
        }
        Axis(svg, Column(space.Axes.Count, space), "Rank by score", $"best {scored[0].Score:0.##}", $"worst {scored[^1].Score:0.##}");
        return svg.Append("</svg>").ToString();
    }

    private static IEnumerable<(double X, double Y)> BestSoFar(List<(double X, double Y, Trial Trial)> scored, double low, int last)
    {
        var best = double.NegativeInfinity;
        foreach (var (x, y, _) in scored)
        {
            if (y <= best)
                continue;
            if (best >= low)
                yield return (x, best);
            best = y;
            if (best >= low)
                yield return (x, best);
        }
        yield return (last, best);
    }

    private static double Column(int index, SearchSpace space) => 70 + (index * (Wide - 140) / Math.Max(1, space.Axes.Count));

    private static double Row(double share) => High - 34 - (share * (High - 72));

    private static void Axis(StringBuilder svg, double x, string title, string top, string bottom)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"oc-axis\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{Row(1):0.#}\" y2=\"{Row(0):0.#}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"rc-text oc-title\" x=\"{x:0.#}\" y=\"14\" text-anchor=\"middle\">{WebUtility.HtmlEncode(title)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"rc-text\" x=\"{x:0.#}\" y=\"30\" text-anchor=\"middle\">{WebUtility.HtmlEncode(top)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"rc-text\" x=\"{x:0.#}\" y=\"{High - 16:0.#}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(bottom)}</text>");
    }
}
