using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// BUY when the MACD line crosses up through its signal line (the histogram was at or below 0 and is above), SELL when it crosses down.
/// Confidence of a cross is 0.5 and grows to 1 where the two are a tenth of a percent of the price apart.
/// </summary>
public sealed class MacdCross(int fast, int slow, int signal) : IStrategy
{
    private const double Clear = 0.001;
    private readonly Macd _macd = new(fast, slow, signal);
    private double _previous = double.NaN;
    private Signal _last = Signal.WarmingUp;

    public static StrategyKind Kind { get; } = new(
        "macd-cross",
        "MACD cross",
        "Buys when the MACD crosses up through its signal line, sells when it crosses back down.",
        Macd.Kind.Schema,
        Macd.Kind.Relation,
        p => new MacdCross(p.Integer("fast"), p.Integer("slow"), p.Integer("signal")));

    /// <summary>One more than the MACD's own: a cross needs the value before.</summary>
    public int WarmUp => _macd.WarmUp + 1;

    public Signal Next(in Candle candle)
    {
        _previous = _macd.Histogram;
        _macd.Update(candle.Close);
        return _last = Judge(_previous, _macd.Histogram, candle.Close);
    }

    public string Explain() => double.IsNaN(_previous)
        ? $"MACD {fast}/{slow}/{signal} is still warming up."
        : _last.Action switch
        {
            SignalAction.Buy => $"MACD crossed up through its signal line: {Figure.Of(_macd.Line)} over {Figure.Of(_macd.Signal)}.",
            SignalAction.Sell => $"MACD crossed down through its signal line: {Figure.Of(_macd.Line)} under {Figure.Of(_macd.Signal)}.",
            _ => $"MACD is {Figure.Of(_macd.Line)}, its signal line {Figure.Of(_macd.Signal)}; waiting for a cross.",
        };

    public IReadOnlyList<IndicatorValue> Values() => [new("macd", _macd.Line), new("signal", _macd.Signal), new("histogram", _macd.Histogram)];

    private static Signal Judge(double previous, double now, double close)
    {
        var apart = Math.Abs(now) / (close * Clear);
        if (previous <= 0 && now > 0)
            return Signal.Of(SignalAction.Buy, Confidence.ToAct(apart));
        if (previous >= 0 && now < 0)
            return Signal.Of(SignalAction.Sell, Confidence.ToAct(apart));
        return double.IsNaN(previous) ? Signal.WarmingUp : Signal.Of(SignalAction.Hold, Confidence.ToHold(1 - apart));
    }
}
