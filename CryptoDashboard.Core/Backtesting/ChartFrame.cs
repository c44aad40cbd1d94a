using System.Globalization;
using System.Net;
using System.Text;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>
/// A drawing in SVG with its axes: values in, coordinates out. It holds no script, no style attribute and no colour; classes carry those,
/// so that a page with a strict content policy and both themes can show it.
/// </summary>
internal sealed class ChartFrame
{
    private const double Left = 58;
    private const double Right = 10;
    private const double Top = 8;
    private const double Bottom = 22;

    private readonly StringBuilder _svg = new();
    private readonly double _width;
    private readonly double _height;
    private readonly (double Low, double High) _x;
    private readonly (double Low, double High) _y;

    public ChartFrame(string label, double width, double height, (double Low, double High) x, (double Low, double High) y)
    {
        (_width, _height) = (width, height);
        _x = x.High > x.Low ? x : (x.Low - 0.5, x.Low + 0.5);
        var room = y.High > y.Low ? (y.High - y.Low) * 0.04 : Math.Max(Math.Abs(y.Low) * 0.05, 0.5);
        // Zero is an edge where values begin there; where all are zero there is no edge.
        _y = (y.Low == 0 && y.High > 0 ? 0 : y.Low - room, y.High == 0 && y.Low < 0 ? 0 : y.High + room);
        _svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"rc\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">");
    }

    public double X(double value) => Left + ((value - _x.Low) / (_x.High - _x.Low) * (_width - Left - Right));

    public double Y(double value) => _height - Bottom - ((value - _y.Low) / (_y.High - _y.Low) * (_height - Top - Bottom));

    /// <summary>Lines across at round values, each with its figure at the left.</summary>
    public void YAxis(Func<double, string> write)
    {
        foreach (var tick in Ticks(_y.Low, _y.High, 5))
        {
            Add($"<line class=\"rc-grid{(tick == 0 ? " rc-zero" : "")}\" x1=\"{Left:0.#}\" x2=\"{_width - Right:0.#}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\"/>");
            Text(Left - 6, Y(tick) + 3.5, "end", write(tick).Replace('-', '−'));
        }
    }

    public void XAxis(Func<double, string> write)
    {
        foreach (var tick in Ticks(_x.Low, _x.High, 8))
            Text(X(tick), _height - 6, "middle", write(tick).Replace('-', '−'));
    }

    /// <summary>Days below the drawing, where x is in Unix seconds.</summary>
    public void TimeAxis()
    {
        var days = (_x.High - _x.Low) / 86_400;
        for (var i = 0; i <= 6; i++)
        {
            var at = _x.Low + ((_x.High - _x.Low) * i / 6);
            var text = DateTimeOffset.FromUnixTimeSeconds((long)at).UtcDateTime.ToString(days > 3 ? "yyyy-MM-dd" : "MM-dd HH:mm", CultureInfo.InvariantCulture);
            Text(X(at), _height - 6, i == 0 ? "start" : i == 6 ? "end" : "middle", text);
        }
    }

    public void Line(string name, IEnumerable<(double X, double Y)> points) => Add($"<polyline class=\"{name}\" points=\"{Points(points)}\"/>");

    public void Area(string name, IEnumerable<(double X, double Y)> points) => Add($"<polygon class=\"{name}\" points=\"{Points(points)}\"/>");

    public void Bar(string name, double from, double to, double value, string title) => Add(
        $"<rect class=\"{name}\" x=\"{X(from) + 0.5:0.##}\" y=\"{Y(value):0.##}\" width=\"{Math.Max(0.5, X(to) - X(from) - 1):0.##}\" height=\"{Math.Max(0, Y(0) - Y(value)):0.##}\"><title>{WebUtility.HtmlEncode(title)}</title></rect>");

    public void Dot(string name, double x, double y, string title) => Add($"<circle class=\"{name}\" cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"2.6\"><title>{WebUtility.HtmlEncode(title)}</title></circle>");

    public string End() => _svg.Append("</svg>").ToString();

    private static IEnumerable<double> Ticks(double low, double high, int about)
    {
        var rough = (high - low) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        for (var tick = Math.Ceiling(low / step); tick * step <= high + (step * 1e-9); tick++)
            yield return (tick * step) + 0d; // a negative zero would be written with its sign
    }

    private string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X):0.#},{Y(p.Y):0.#}")));

    private void Text(double x, double y, string anchor, string text) => Add($"<text class=\"rc-text\" x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>");

    private void Add(FormattableString part) => _svg.Append(part.ToString(CultureInfo.InvariantCulture));
}
