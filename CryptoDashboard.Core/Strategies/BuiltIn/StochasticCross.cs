using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// BUY when %K crosses up through %D while %D was below the lower threshold, SELL when it crosses down while %D was above the upper one.
/// Confidence grows with how deep beyond the threshold the cross happened, to 1 at its end of the scale.
/// </summary>
public sealed class StochasticCross(int length, int smooth, int signal, double lower, double upper) : IStrategy
{
    private readonly Stochastic _stochastic = new(length, smooth, signal);
    private (double K, double D) _previous = (double.NaN, double.NaN);
    private Signal _last = Signal.WarmingUp;

    public static StrategyKind Kind { get; } = new(
        "stochastic",
        "Stochastic",
        "Buys when the stochastic turns up out of oversold, sells when it turns down out of overbought.",
        [
            .. Stochastic.Kind.Schema,
            new("lower", "Oversold", "A turn upwards counts below this only.", 20, 1, 99, 0.5m),
            new("upper", "Overbought", "A turn downwards counts above this only.", 80, 1, 99, 0.5m),
        ],
        p => p["lower"] < p["upper"] ? null : $"Oversold ({p["lower"]:0.##}) must be below overbought ({p["upper"]:0.##}).",
        p => new StochasticCross(p.Integer("length"), p.Integer("smooth"), p.Integer("signal"), p.Number("lower"), p.Number("upper")));

    /// <summary>One more than the stochastic's own: a cross needs the values before.</summary>
    public int WarmUp => _stochastic.WarmUp + 1;

    public Signal Next(in Candle candle)
    {
        _previous = (_stochastic.K, _stochastic.D);
        _stochastic.Update(candle);
        return _last = Judge();
    }

    public string Explain()
    {
        if (double.IsNaN(_previous.D) || double.IsNaN(_stochastic.D))
            return $"The stochastic over {length} candles is not known: still warming up, or the price stood still.";
        var values = $"%K {_previous.K:0.0} → {_stochastic.K:0.0}, %D {_previous.D:0.0} → {_stochastic.D:0.0}";
        return _last.Action switch
        {
            SignalAction.Buy => $"%K crossed up through %D below {lower:0.##}: {values}.",
            SignalAction.Sell => $"%K crossed down through %D above {upper:0.##}: {values}.",
            _ => $"{values}; waiting for a cross below {lower:0.##} or above {upper:0.##}.",
        };
    }

    public IReadOnlyList<IndicatorValue> Values() => [new("k", _stochastic.K), new("d", _stochastic.D)];

    private Signal Judge()
    {
        var (k, d) = (_stochastic.K, _stochastic.D);
        // Only numbers compare, so that neither cross can happen while a value is undefined.
        if (_previous.K <= _previous.D && k > d && _previous.D < lower)
            return Signal.Of(SignalAction.Buy, Confidence.ToAct((lower - _previous.D) / lower));
        if (_previous.K >= _previous.D && k < d && _previous.D > upper)
            return Signal.Of(SignalAction.Sell, Confidence.ToAct((_previous.D - upper) / (100 - upper)));
        if (double.IsNaN(_previous.D) || double.IsNaN(d))
            return Signal.WarmingUp;
        return Signal.Of(SignalAction.Hold, Confidence.ToHold(1 - (Math.Min(Math.Max(0, d - lower), Math.Max(0, upper - d)) / 20)));
    }
}
