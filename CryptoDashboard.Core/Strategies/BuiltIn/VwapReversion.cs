using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// BUY when the close comes back up through a line some average true ranges below the rolling VWAP, SELL when it reaches the VWAP from
/// below. Confidence of a BUY grows with what lies between the price and the VWAP, of a SELL with how far above it the close is.
/// </summary>
public sealed class VwapReversion(int length, double distance) : IStrategy
{
    private const int AtrLength = 14;
    private readonly VwapRolling _vwap = new(length);
    private readonly Atr _atr = new(AtrLength);
    private double _close = double.NaN;
    private Signal _last = Signal.WarmingUp;

    public static StrategyKind Kind { get; } = new(
        "vwap-reversion",
        "VWAP reversion",
        "Buys when the price comes back from far below what was paid on average, sells when it is there again.",
        [
            new("length", "VWAP length", "Candles whose average price paid is the goal.", 60, 2, 1_000, 1),
            new("distance", "Distance", "How far below the VWAP the price must have been, in average true ranges.", 2, 0.1m, 20, 0.1m),
        ],
        _ => null,
        p => new VwapReversion(p.Integer("length"), p.Number("distance")));

    /// <summary>One more than its indicators' own: a cross needs the values before.</summary>
    public int WarmUp => Math.Max(_vwap.WarmUp, _atr.WarmUp) + 1;

    private double Line => _vwap.Value - (distance * _atr.Value);

    public Signal Next(in Candle candle)
    {
        if (!candle.IsFinite())
            return _last = double.IsNaN(Line) ? Signal.WarmingUp : Signal.Of(SignalAction.Hold, Confidence.ToHold(0));
        var (wasBelow, wasShort, isKnown) = (_close < Line, _close < _vwap.Value, !double.IsNaN(Line));
        _close = candle.Close;
        _vwap.Update(candle);
        _atr.Update(candle);
        // Without volume in its window there is no VWAP; until it is back and has a candle before it, nothing is said.
        if (!isKnown || double.IsNaN(Line))
            return _last = Signal.WarmingUp;
        var ranges = distance * _atr.Value;
        if (wasShort && _close >= _vwap.Value)
            return _last = Signal.Of(SignalAction.Sell, Confidence.ToAct((_close - _vwap.Value) / ranges));
        if (wasBelow && _close >= Line)
            return _last = Signal.Of(SignalAction.Buy, Confidence.ToAct((_vwap.Value - _close) / ranges));
        return _last = Signal.Of(SignalAction.Hold, Confidence.ToHold((_vwap.Value - _close) / ranges));
    }

    public string Explain()
    {
        if (double.IsNaN(Line) || _last == Signal.WarmingUp)
            return $"The VWAP over {length} candles is not known: still warming up, or nothing was traded.";
        return _last.Action switch
        {
            SignalAction.Buy => $"The close {Figure.Of(_close)} came back up through {Figure.Of(Line)}, {distance:0.##} average true ranges below the VWAP {Figure.Of(_vwap.Value)}.",
            SignalAction.Sell => $"The close {Figure.Of(_close)} reached the VWAP {Figure.Of(_vwap.Value)}.",
            _ => $"The close is {Figure.Of(_close)}, the VWAP {Figure.Of(_vwap.Value)}; waiting for a return through {Figure.Of(Line)}, or for the VWAP to sell.",
        };
    }

    public IReadOnlyList<IndicatorValue> Values() => [new("vwap", _vwap.Value), new("line", Line), new("atr", _atr.Value)];
}
