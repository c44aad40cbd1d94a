using CryptoDashboard.Components.Charts;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Components.Pages.Strategies;

/// <summary>What rules would have said on stored candles: by the very strategy that a bot runs.</summary>
/// <param name="Buys">BUY signals among the candles shown.</param>
/// <param name="Sells">SELL signals among them.</param>
/// <param name="Positions">How often a position was asked for.</param>
/// <param name="Markers">BUYs that asked for a position and SELLs that asked for its end; repetitions are left out.</param>
/// <param name="Lines">Lines of its indicators, in the form the chart takes.</param>
internal sealed record RulePreview(int Buys, int Sells, int Positions, IReadOnlyList<ChartMarker> Markers, IReadOnlyList<RuleLine> Lines)
{
    private const int MostLines = 6;
    private const int MostMarkers = 400;

    /// <param name="candles">Those to warm up with, then those to show.</param>
    /// <param name="from">Index of the first one to show.</param>
    public static RulePreview Of(RuleDocument document, IReadOnlyList<Candle> candles, int from)
    {
        var rules = RuleStrategy.Of(document);
        var markers = new List<ChartMarker>();
        var (buys, sells, positions) = (0, 0, 0);
        for (var i = 0; i < candles.Count; i++)
        {
            var before = rules.IsInPosition;
            var action = rules.Next(candles[i]).Action;
            if (i < from || action == SignalAction.Hold)
                continue;
            (buys, sells) = action == SignalAction.Buy ? (buys + 1, sells) : (buys, sells + 1);
            if (before == rules.IsInPosition)
                continue;
            positions += rules.IsInPosition ? 1 : 0;
            markers.Add(new ChartMarker(candles[i].OpenMs / 1000, action == SignalAction.Buy ? "buy" : "sell", candles[i].Close, null));
        }
        return new RulePreview(buys, sells, positions, [.. markers.TakeLast(MostMarkers)], Draw(document, candles, from));
    }

    private static List<RuleLine> Draw(RuleDocument document, IReadOnlyList<Candle> candles, int from)
    {
        var lines = new List<RuleLine>();
        foreach (var operand in document.Conditions().SelectMany(c => c.Operands).OfType<RuleOperand.Indicator>().Select(o => o with { Offset = 0, Times = 1, Plus = 0 }).Distinct().Take(MostLines))
        {
            var values = operand.Kind.Over(candles, operand.Parameters, operand.Kind.TakesSource ? operand.Source : null)[operand.Output];
            var rows = new List<double?>((candles.Count - from) * 2);
            for (var i = from; i < candles.Count; i++)
            {
                rows.Add(candles[i].OpenMs / 1000d);
                rows.Add(double.IsFinite(values[i]) ? values[i] : null);
            }
            var pane = operand.Kind.Pane.OnPrice && operand.Source != CandleSource.Volume ? "price" : operand.Source == CandleSource.Volume ? "volume" : operand.Name;
            lines.Add(new RuleLine(pane, RuleSentence.Of(operand), rows, operand.Kind.Pane.Guides));
        }
        return lines;
    }
}
