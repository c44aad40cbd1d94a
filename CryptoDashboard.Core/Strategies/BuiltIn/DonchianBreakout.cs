using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// After Richard Donchian and the Turtles: BUY when the close is above the highest high of the candles before it, SELL when it is below
/// the lowest low of a shorter channel. It says so at each such candle, so that an entry that was refused gets another chance.
/// Confidence grows with the distance beyond the channel, to 1 at a quarter of its height.
/// </summary>
public sealed class DonchianBreakout(int entry, int exit) : IStrategy
{
    private readonly Donchian _entry = new(entry, before: true);
    private readonly Donchian _exit = new(exit, before: true);
    private double _close = double.NaN;
    private Signal _last = Signal.WarmingUp;

    public static StrategyKind Kind { get; } = new(
        "donchian-breakout",
        "Donchian breakout",
        "Buys when the price breaks out of the top of its channel, sells when it breaks the bottom of a shorter one.",
        [
            new("entry", "Entry length", "Candles whose highest price must be exceeded.", 20, 2, 1_000, 1),
            new("exit", "Exit length", "Candles whose lowest price ends it; shorter gives less back and is shaken out sooner.", 10, 1, 1_000, 1),
        ],
        _ => null,
        p => new DonchianBreakout(p.Integer("entry"), p.Integer("exit")));

    public int WarmUp => Math.Max(_entry.WarmUp, _exit.WarmUp);

    private bool IsReady => !double.IsNaN(_entry.Upper) && !double.IsNaN(_exit.Lower);

    public Signal Next(in Candle candle)
    {
        if (candle.IsFinite())
        {
            _close = candle.Close;
            _entry.Update(candle);
            _exit.Update(candle);
            return _last = Judge();
        }
        return _last = IsReady ? Signal.Of(SignalAction.Hold, Confidence.ToHold(0)) : Signal.WarmingUp;
    }

    public string Explain()
    {
        if (!IsReady)
            return $"The channels of {entry} and {exit} candles are still warming up.";
        return _last.Action switch
        {
            SignalAction.Buy => $"The close {Figure.Of(_close)} is above the highest price of the {entry} candles before, {Figure.Of(_entry.Upper)}.",
            SignalAction.Sell => $"The close {Figure.Of(_close)} is below the lowest price of the {exit} candles before, {Figure.Of(_exit.Lower)}.",
            _ => $"The close {Figure.Of(_close)} is between {Figure.Of(_exit.Lower)} and {Figure.Of(_entry.Upper)}; waiting for a breakout.",
        };
    }

    public IReadOnlyList<IndicatorValue> Values() => [new("highest", _entry.Upper), new("lowest", _exit.Lower)];

    private Signal Judge()
    {
        if (!IsReady)
            return Signal.WarmingUp;
        var height = _entry.Upper - _exit.Lower;
        if (_close > _entry.Upper)
            return Signal.Of(SignalAction.Buy, Confidence.ToAct(4 * (_close - _entry.Upper) / height));
        if (_close < _exit.Lower)
            return Signal.Of(SignalAction.Sell, Confidence.ToAct(4 * (_exit.Lower - _close) / height));
        return Signal.Of(SignalAction.Hold, Confidence.ToHold(1 - (2 * Math.Min(_entry.Upper - _close, _close - _exit.Lower) / height)));
    }
}
