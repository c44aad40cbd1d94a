using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// BUY when it begins to be true that the fast EMA is above the slow one and the close above the long one; SELL when the fast EMA falls
/// below the slow one. Confidence grows with the distance of fast and slow, to 1 at half a percent of the price.
/// </summary>
public sealed class EmaTrend(int fast, int slow, int trend) : IStrategy
{
    private const double Clear = 0.005;
    private readonly Ema _fast = new(fast);
    private readonly Ema _slow = new(slow);
    private readonly Ema _trend = new(trend);
    private bool _isUp;
    private bool _isDown;
    private Signal _last = Signal.WarmingUp;

    public static StrategyKind Kind { get; } = new(
        "ema-trend",
        "EMA trend",
        "Buys when a fast average runs above a slow one in a market that rises, sells when it falls below.",
        [
            new("fast", "Fast length", "The average that turns first.", 20, 1, 500, 1),
            new("slow", "Slow length", "The average it must stay above.", 50, 2, 1_000, 1),
            new("trend", "Trend length", "Nothing is bought below this average of the close; 1 switches it off.", 200, 1, 1_000, 1),
        ],
        Macd.FastBelowSlow,
        p => new EmaTrend(p.Integer("fast"), p.Integer("slow"), p.Integer("trend")));

    /// <summary>One more than the longest average: a beginning needs the candle before.</summary>
    public int WarmUp => Math.Max(slow, trend) + 1;

    public Signal Next(in Candle candle)
    {
        var close = candle.Close;
        if (!double.IsFinite(close))
            return _last = Hold();
        var (wasUp, wasDown, isKnown) = (_isUp, _isDown, IsReady);
        _fast.Update(close);
        _slow.Update(close);
        _trend.Update(close);
        (_isUp, _isDown) = (_fast.Value > _slow.Value && close >= _trend.Value, _fast.Value < _slow.Value);
        if (!isKnown)
            return _last = Signal.WarmingUp;
        if (_isUp && !wasUp)
            return _last = Signal.Of(SignalAction.Buy, Confidence.ToAct(Apart));
        return _last = _isDown && !wasDown ? Signal.Of(SignalAction.Sell, Confidence.ToAct(Apart)) : Hold();
    }

    public string Explain()
    {
        if (!IsReady)
            return $"The averages over {fast}, {slow} and {trend} candles are still warming up.";
        var where = $"EMA {fast} is {Figure.Of(_fast.Value)}, EMA {slow} {Figure.Of(_slow.Value)}, EMA {trend} {Figure.Of(_trend.Value)}";
        return _last.Action switch
        {
            SignalAction.Buy => $"The fast average is above the slow one in a rising market: {where}.",
            SignalAction.Sell => $"The fast average fell below the slow one: {where}.",
            _ => $"{where}; waiting for the fast one to {(_isUp ? "fall below the slow one" : "rise above the slow one in a rising market")}.",
        };
    }

    public IReadOnlyList<IndicatorValue> Values() => [new("fast", _fast.Value), new("slow", _slow.Value), new("trend", _trend.Value)];

    private bool IsReady => !double.IsNaN(_slow.Value) && !double.IsNaN(_trend.Value);

    private double Apart => Math.Abs(_fast.Value - _slow.Value) / (_slow.Value * Clear);

    private Signal Hold() => IsReady ? Signal.Of(SignalAction.Hold, Confidence.ToHold(1 - Apart)) : Signal.WarmingUp;
}
