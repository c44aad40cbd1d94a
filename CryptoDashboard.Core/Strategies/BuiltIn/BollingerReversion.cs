using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// BUY when the close comes back up through the lower Bollinger band, SELL when it reaches the middle (or the upper band) from below.
/// Confidence of a BUY grows with how much lies between the price and the middle, of a SELL with how far beyond its goal it is.
/// </summary>
public sealed class BollingerReversion(int length, double width, bool toUpper) : IStrategy
{
    private readonly BollingerBands _bands = new(length, width);
    private double _close = double.NaN;
    private Signal _last = Signal.WarmingUp;

    public static StrategyKind Kind { get; } = new(
        "bollinger-reversion",
        "Bollinger reversion",
        "Buys when the price comes back into its usual range from below, sells when it is back at the mean.",
        [
            .. BollingerBands.Kind.Schema,
            new("exit", "Sell at", "The middle is reached more often, the upper band pays more.", 0, 0, 1, 1) { Choices = ["the middle", "the upper band"] },
        ],
        _ => null,
        p => new BollingerReversion(p.Integer("length"), p.Number("width"), p.Integer("exit") == 1));

    /// <summary>One more than the bands' own: a cross needs the values before.</summary>
    public int WarmUp => _bands.WarmUp + 1;

    private double Goal => toUpper ? _bands.Upper : _bands.Middle;

    public Signal Next(in Candle candle)
    {
        if (!double.IsFinite(candle.Close))
            return _last = double.IsNaN(Goal) ? Signal.WarmingUp : Signal.Of(SignalAction.Hold, Confidence.ToHold(0));
        var (wasBelow, wasShort, isKnown) = (_close < _bands.Lower, _close < Goal, !double.IsNaN(Goal));
        _close = candle.Close;
        _bands.Update(_close);
        if (!isKnown)
            return _last = Signal.WarmingUp;
        var half = _bands.Upper - _bands.Middle;
        if (wasShort && _close >= Goal)
            return _last = Signal.Of(SignalAction.Sell, Confidence.ToAct((_close - Goal) / half));
        if (wasBelow && _close >= _bands.Lower)
            return _last = Signal.Of(SignalAction.Buy, Confidence.ToAct((_bands.Middle - _close) / half));
        return _last = Signal.Of(SignalAction.Hold, Confidence.ToHold(Math.Abs(_close - _bands.Middle) / half));
    }

    public string Explain()
    {
        if (double.IsNaN(_bands.Middle))
            return $"The Bollinger bands over {length} candles are still warming up.";
        return _last.Action switch
        {
            SignalAction.Buy => $"The close {Figure.Of(_close)} came back up through the lower band {Figure.Of(_bands.Lower)}.",
            SignalAction.Sell => $"The close {Figure.Of(_close)} reached {(toUpper ? "the upper band" : "the middle")} {Figure.Of(Goal)}.",
            _ => $"The close {Figure.Of(_close)} lies in {Figure.Of(_bands.Lower)} to {Figure.Of(_bands.Upper)}; waiting for a return from below, or for {Figure.Of(Goal)} to sell.",
        };
    }

    public IReadOnlyList<IndicatorValue> Values() => [new("upper", _bands.Upper), new("middle", _bands.Middle), new("lower", _bands.Lower)];
}
