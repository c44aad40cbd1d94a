using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// BUY when the RSI crosses up through the lower threshold (previous below, now at or above), SELL when it crosses down through the
/// upper one (previous above, now at or below). Confidence of a cross is 0.5 at the threshold and 1 at ten points beyond it; of a HOLD
/// 0.5 at a threshold and 0.3 from twenty points away.
/// </summary>
public sealed class RsiCross(int length, double lower, double upper) : IStrategy
{
    private readonly Rsi _rsi = new(length);
    private readonly double _middle = (lower + upper) / 2;
    private readonly double _half = (upper - lower) / 2;
    private readonly string _lower = lower.ToString("0.##");
    private readonly string _upper = upper.ToString("0.##");
    private double _previous = double.NaN;
    private SignalAction _said;

    public static StrategyKind Kind { get; } = new(
        "rsi-cross",
        "RSI cross",
        "Buys when the RSI comes back up out of oversold, sells when it falls back down out of overbought.",
        [
            new("length", "RSI length", "Candles the RSI looks at; longer is calmer and trades less.", 14, 2, 200, 1),
            new("lower", "Oversold", "Crossing up through this RSI is a BUY.", 30, 1, 99, 0.5m),
            new("upper", "Overbought", "Crossing down through this RSI is a SELL.", 70, 1, 99, 0.5m),
        ],
        p => p["lower"] < p["upper"] ? null : $"Oversold ({p["lower"]:0.##}) must be below overbought ({p["upper"]:0.##}).",
        p => new RsiCross(p.Integer("length"), p.Number("lower"), p.Number("upper")));

    /// <summary>One more than the RSI's own: a cross needs the value before.</summary>
    public int WarmUp => _rsi.WarmUp + 1;

    public Signal Next(in Candle candle)
    {
        var previous = _rsi.Value;
        var now = _rsi.Update(candle.Close);
        _previous = previous;
        // NaN compares false with everything, so neither cross can happen during warm-up.
        if (previous < lower && now >= lower)
            return Said(SignalAction.Buy, now - lower);
        if (previous > upper && now <= upper)
            return Said(SignalAction.Sell, upper - now);
        _said = SignalAction.Hold;
        if (!(previous + now >= 0))
            return Signal.WarmingUp;
        // The distance to the nearer threshold, without asking which one that is.
        var nearest = Math.Abs(Math.Abs(now - _middle) - _half);
        return new Signal(SignalAction.Hold, nearest >= 20 ? 0.3 : 0.5 - (nearest * 0.01), 1);
    }

    public string Explain()
    {
        if (double.IsNaN(_rsi.Value) || double.IsNaN(_previous))
            return $"RSI {length} is still warming up.";
        // As decimals: a double's digits are worked out to the last one before they are rounded.
        return _said switch
        {
            SignalAction.Buy => $"RSI {length} crossed up through {_lower}: {(decimal)_previous:F1} → {(decimal)_rsi.Value:F1}.",
            SignalAction.Sell => $"RSI {length} crossed down through {_upper}: {(decimal)_previous:F1} → {(decimal)_rsi.Value:F1}.",
            _ => $"RSI {length} is {(decimal)_rsi.Value:F1}; waiting for a cross of {_lower} or {_upper}.",
        };
    }

    public IReadOnlyList<IndicatorValue> Values() => [new("rsi", _rsi.Value)];

    private Signal Said(SignalAction action, double beyond)
    {
        _said = action;
        return Signal.Of(action, 0.5 + (0.5 * Math.Min(1, beyond / 10)));
    }
}
