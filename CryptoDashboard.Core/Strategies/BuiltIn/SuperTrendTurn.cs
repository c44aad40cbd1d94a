using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// BUY when the SuperTrend turns up, SELL when it turns down. Confidence grows with the distance of the close from the new line, to 1 at
/// two percent of the price.
/// </summary>
public sealed class SuperTrendTurn(int length, double width) : IStrategy
{
    private const double Clear = 0.02;
    private readonly SuperTrend _trend = new(length, width);
    private double _previous = double.NaN;
    private double _close = double.NaN;
    private Signal _last = Signal.WarmingUp;

    public static StrategyKind Kind { get; } = new(
        "supertrend",
        "SuperTrend",
        "Buys when the SuperTrend turns up, sells when it turns down.",
        SuperTrend.Kind.Schema,
        _ => null,
        p => new SuperTrendTurn(p.Integer("length"), p.Number("width")));

    /// <summary>One more than the SuperTrend's own: a turn needs the direction before.</summary>
    public int WarmUp => _trend.WarmUp + 1;

    public Signal Next(in Candle candle)
    {
        _previous = _trend.Direction;
        if (candle.IsFinite())
            _close = candle.Close;
        _trend.Update(candle);
        return _last = Judge();
    }

    public string Explain() => double.IsNaN(_previous)
        ? $"The SuperTrend over {length} candles is still warming up."
        : _last.Action switch
        {
            SignalAction.Buy => $"SuperTrend turned up at {Figure.Of(_close)}; its line is now below, at {Figure.Of(_trend.Value)}.",
            SignalAction.Sell => $"SuperTrend turned down at {Figure.Of(_close)}; its line is now above, at {Figure.Of(_trend.Value)}.",
            _ => $"SuperTrend points {(_trend.Direction > 0 ? "up" : "down")}; it turns when the close {Figure.Of(_close)} crosses {Figure.Of(_trend.Value)} (width {width:0.##}).",
        };

    public IReadOnlyList<IndicatorValue> Values() => [new("supertrend", _trend.Value), new("direction", _trend.Direction)];

    private Signal Judge()
    {
        if (double.IsNaN(_previous))
            return Signal.WarmingUp;
        var away = Math.Abs(_close - _trend.Value) / (_close * Clear);
        if (_previous != _trend.Direction)
            return Signal.Of(_trend.Direction > 0 ? SignalAction.Buy : SignalAction.Sell, Confidence.ToAct(away));
        return Signal.Of(SignalAction.Hold, Confidence.ToHold(1 - away));
    }
}
