using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// BUY when the rate of change rises through one threshold, SELL when it falls through a lower one. Confidence of a cross is 0.5 and
/// grows to 1 one percent beyond its threshold.
/// </summary>
public sealed class Momentum(int length, double enter, double leave) : IStrategy
{
    private readonly Roc _roc = new(length);
    private double _previous = double.NaN;
    private Signal _last = Signal.WarmingUp;

    public static StrategyKind Kind { get; } = new(
        "momentum",
        "Momentum",
        "Buys what has risen clearly in the last candles, sells when it no longer does.",
        [
            new("length", "Length", "How many candles ago the price is compared with.", 24, 1, 1_000, 1),
            new("enter", "Buy above, %", "Rising through this change is a BUY.", 2, -50, 100, 0.1m),
            new("leave", "Sell below, %", "Falling through this change is a SELL.", 0, -50, 100, 0.1m),
        ],
        p => p["leave"] <= p["enter"] ? null : $"The change to sell at ({p["leave"]:0.##} %) must not be above the one to buy at ({p["enter"]:0.##} %).",
        p => new Momentum(p.Integer("length"), p.Number("enter"), p.Number("leave")));

    /// <summary>One more than the rate of change's own: a cross needs the value before.</summary>
    public int WarmUp => _roc.WarmUp + 1;

    public Signal Next(in Candle candle)
    {
        _previous = _roc.Value;
        return _last = Judge(_previous, _roc.Update(candle.Close));
    }

    public string Explain() => double.IsNaN(_previous)
        ? $"The change over {length} candles is still warming up."
        : _last.Action switch
        {
            SignalAction.Buy => $"The change over {length} candles rose through {enter:0.##} %: {_previous:0.00} → {_roc.Value:0.00} %.",
            SignalAction.Sell => $"The change over {length} candles fell through {leave:0.##} %: {_previous:0.00} → {_roc.Value:0.00} %.",
            _ => $"The change over {length} candles is {_roc.Value:0.00} %; waiting for it to rise through {enter:0.##} % or to fall through {leave:0.##} %.",
        };

    public IReadOnlyList<IndicatorValue> Values() => [new("roc", _roc.Value)];

    private Signal Judge(double previous, double now)
    {
        if (previous < enter && now >= enter)
            return Signal.Of(SignalAction.Buy, Confidence.ToAct(now - enter));
        if (previous > leave && now <= leave)
            return Signal.Of(SignalAction.Sell, Confidence.ToAct(leave - now));
        if (double.IsNaN(previous) || double.IsNaN(now))
            return Signal.WarmingUp;
        return Signal.Of(SignalAction.Hold, Confidence.ToHold(1 - Math.Min(Math.Abs(now - enter), Math.Abs(now - leave))));
    }
}
