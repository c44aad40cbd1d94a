using System.Globalization;
using System.Text;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Tests.Architecture;

namespace CryptoDashboard.Tests.Strategies;

/// <summary>
/// Draws docs/strategies/pictures anew, from candles made up so that each idea can be seen. Run it by hand after changing a strategy:
/// <c>-class "*StrategyPictures" -explicit only</c>.
/// </summary>
public sealed class StrategyPictures
{
    private const int Width = 760;
    private const int Shown = 130;

    [Fact(Explicit = true)]
    public void Draw()
    {
        var folder = Directory.CreateDirectory(Path.Combine(RoomOrderTests.Root(), "docs", "strategies", "pictures")).FullName;
        foreach (var picture in All)
            File.WriteAllText(Path.Combine(folder, $"{picture.Strategy}.svg"), Drawn(picture));
    }

    /// <param name="OnPrice">Values drawn over the candles.</param>
    /// <param name="Below">Values drawn in a pane of their own.</param>
    /// <param name="Guides">Levels of that pane.</param>
    private sealed record Picture(string Strategy, string Parameters, List<Candle> Candles, string[] OnPrice, string[] Below, double[] Guides);

    private static IEnumerable<Picture> All =>
    [
        new("rsi-cross", "{}", Range(3), [], ["rsi"], [30, 70]),
        new("macd-cross", "{}", Waves(5), [], ["macd", "signal"], [0]),
        new("ema-trend", """{"fast":8,"slow":21,"trend":60}""", Waves(9), ["fast", "slow", "trend"], [], []),
        new("bollinger-reversion", "{}", Range(4), ["upper", "middle", "lower"], [], []),
        new("donchian-breakout", "{}", Waves(11), ["highest", "lowest"], [], []),
        new("vwap-reversion", """{"length":40,"distance":1.5}""", Range(8), ["vwap", "line"], [], []),
        new("supertrend", "{}", Waves(6), ["supertrend"], [], []),
        new("stochastic", "{}", Range(6), [], ["k", "d"], [20, 80]),
        new("momentum", """{"length":14,"enter":2,"leave":0}""", Waves(7), [], ["roc"], [0, 2]),
        new("grid", """{"step":1.2,"rungs":5}""", Range(2), ["next-buy", "next-sell"], [], []),
        new("dca", """{"hours":12,"part":10,"profit":3}""", Waves(12), ["average"], [], []),
    ];

    private static List<Candle> Range(int seed) => Made(seed, i => 2.4 * Math.Sin(i / 7.5) + 1.6 * Math.Sin(i / 17d));

    private static List<Candle> Waves(int seed) => Made(seed, i => 0.02 * i + 7 * Math.Sin(i / 21d) + 2 * Math.Sin(i / 8d));

    private static List<Candle> Made(int seed, Func<int, double> path)
    {
        var dice = new Random(seed);
        var candles = new List<Candle>();
        var (noise, close) = (0d, 100 + path(0));
        for (var i = 0; i < Shown + 200; i++)
        {
            noise = (0.8 * noise) + (0.5 * ((dice.NextDouble() + dice.NextDouble() + dice.NextDouble()) - 1.5));
            var open = close;
            close = 100 + path(i) + noise;
            var reach = 0.35 * dice.NextDouble();
            candles.Add(new Candle(Builders.Candles.Start.ToUnixTimeMilliseconds() + (i * 3_600_000L), open, Math.Max(open, close) + reach, Math.Min(open, close) - (0.7 * reach), close, 50 + (100 * dice.NextDouble())));
        }
        return candles;
    }

    private static string Drawn(Picture picture)
    {
        var strategy = StrategyCatalogue.Get(picture.Strategy).Create(ParameterSet.FromJson(picture.Parameters));
        var steps = picture.Candles.ConvertAll(c => (Candle: c, strategy.Next(c).Action, Values: strategy.Values().ToDictionary(v => v.Name, v => v.Value)))[^Shown..];
        var onPrice = steps.SelectMany(s => picture.OnPrice.Select(n => s.Values[n])).Where(double.IsFinite).ToList();
        var priceHeight = picture.Below.Length > 0 ? 240 : 330;
        var price = new Scale(steps.Min(s => s.Candle.Low), steps.Max(s => s.Candle.High), onPrice, 14, priceHeight - 14);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} 360" font-family="system-ui, sans-serif" font-size="11">""");
        svg.AppendLine("<style>.bg{fill:#fff}.wick{stroke:#8a93a3}.up{fill:#fff;stroke:#8a93a3}.down{fill:#8a93a3;stroke:#8a93a3}.guide{stroke:#d5dae2;stroke-dasharray:3 3}.text{fill:#5b6472}.l0{stroke:#2563eb}.l1{stroke:#d97706}.l2{stroke:#0d9488}.line{fill:none;stroke-width:1.5}.t0{fill:#2563eb}.t1{fill:#d97706}.t2{fill:#0d9488}.buy{fill:#16a34a}.sell{fill:#dc2626}@media(prefers-color-scheme:dark){.bg{fill:#12161d}.up{fill:#12161d}.guide{stroke:#2b3340}.text{fill:#9aa4b2}}</style>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect class="bg" width="{Width}" height="360" rx="8"/>""");
        for (var i = 0; i < steps.Count; i++)
            Candle(svg, steps[i].Candle, X(i), price);
        Lines(svg, picture.OnPrice, steps.ConvertAll(s => s.Values), price);
        if (picture.Below.Length > 0)
        {
            var below = new Scale(picture.Guides.Min(), picture.Guides.Max(), [.. steps.SelectMany(s => picture.Below.Select(n => s.Values[n])).Where(double.IsFinite)], priceHeight + 14, 330);
            foreach (var guide in picture.Guides)
                svg.AppendLine(CultureInfo.InvariantCulture, $"""<line class="guide" x1="10" x2="{Width - 34}" y1="{below.Y(guide):0.#}" y2="{below.Y(guide):0.#}"/><text class="text" x="{Width - 30}" y="{below.Y(guide) + 4:0.#}">{guide}</text>""");
            Lines(svg, picture.Below, steps.ConvertAll(s => s.Values), below);
        }
        for (var i = 0; i < steps.Count; i++)
            Arrow(svg, steps[i].Action, steps[i].Candle, X(i), price);
        Legend(svg, [.. picture.OnPrice, .. picture.Below]);
        return svg.AppendLine("</svg>").ToString();
    }

    private static double X(int index) => 14 + (index * (Width - 60d) / Shown);

    private static void Candle(StringBuilder svg, Candle candle, double x, Scale scale)
    {
        var (top, bottom) = (scale.Y(Math.Max(candle.Open, candle.Close)), scale.Y(Math.Min(candle.Open, candle.Close)));
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<path class="wick" d="M{x:0.#} {scale.Y(candle.High):0.#}V{scale.Y(candle.Low):0.#}"/><rect class="{(candle.Close >= candle.Open ? "up" : "down")}" x="{x - 1.5:0.#}" y="{top:0.#}" width="3" height="{Math.Max(0.5, bottom - top):0.#}"/>""");
    }

    private static void Arrow(StringBuilder svg, SignalAction action, Candle candle, double x, Scale scale)
    {
        if (action == SignalAction.Buy)
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<path class="buy" d="M{x:0.#} {scale.Y(candle.Low) + 4:0.#}l5 9h-10z"/>""");
        else if (action == SignalAction.Sell)
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<path class="sell" d="M{x:0.#} {scale.Y(candle.High) - 4:0.#}l5 -9h-10z"/>""");
    }

    private static void Lines(StringBuilder svg, string[] names, List<Dictionary<string, double>> values, Scale scale)
    {
        for (var line = 0; line < names.Length; line++)
        {
            var (path, pen) = (new StringBuilder(), 'M');
            for (var i = 0; i < values.Count; i++)
            {
                var value = values[i][names[line]];
                if (double.IsFinite(value))
                    path.Append(CultureInfo.InvariantCulture, $"{pen}{X(i):0.#} {scale.Y(value):0.#}");
                pen = double.IsFinite(value) ? 'L' : 'M';
            }
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<path class="line l{line % 3}" d="{path}"/>""");
        }
    }

    private static void Legend(StringBuilder svg, string[] names)
    {
        svg.AppendLine("""<path class="buy" d="M16 340l5 9h-10z"/><text class="text" x="25" y="349">BUY</text><path class="sell" d="M60 349l5 -9h-10z"/><text class="text" x="69" y="349">SELL</text>""");
        var x = 115;
        for (var i = 0; i < names.Length; i++, x += 22 + (names[i - 1].Length * 7))
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text class="t{i % 3}" x="{x}" y="349">{names[i]}</text>""");
    }

    /// <summary>Values to heights, with room for what is drawn above and below the candles.</summary>
    private sealed class Scale(double low, double high, IReadOnlyList<double> values, double top, double bottom)
    {
        private readonly double _low = Math.Min(low, values.DefaultIfEmpty(low).Min());
        private readonly double _high = Math.Max(high, values.DefaultIfEmpty(high).Max());

        public double Y(double value) => bottom - ((value - _low) / (_high - _low) * (bottom - top));
    }
}
