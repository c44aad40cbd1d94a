using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies.Rules.Compiled;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>
/// A rule document at work: SELL when its exits are true, else BUY when its entries are, else HOLD, at every candle anew and whether or not a
/// position is there; a bot that has nothing to do with a signal says so. A rule is met or it is not, so that the confidence of every BUY and
/// SELL is 0.75, strength 3. A candle with a number that is not finite is passed over.
/// </summary>
public sealed class RuleStrategy : IStrategy
{
    private static readonly Signal Buy = Signal.Of(SignalAction.Buy, 0.75);
    private static readonly Signal Sell = Signal.Of(SignalAction.Sell, 0.75);
    private static readonly Signal Hold = Signal.Of(SignalAction.Hold, 0.3);

    private readonly RulePlan _plan;
    private readonly double[] _memory;
    private readonly IIndicator[] _indicators;
    private readonly RulePlan.Line[] _lines;
    private readonly Node _entries;
    private readonly Node _exits;
    private readonly int _mask;
    private readonly int _barsRing;
    private readonly int _profitRing;
    private readonly int _stateRing;
    private int _at;
    private int _seen;
    private int _bars = -1;
    private double _entry;
    private Signal _last = Signal.WarmingUp;

    internal RuleStrategy(RulePlan plan)
    {
        (_plan, _memory, _lines, _entries, _exits, _mask) = (plan, plan.Memory(), plan.Lines, plan.Entries, plan.Exits, plan.Mask);
        _indicators = Array.ConvertAll(plan.Indicators, i => i.Make());
        (_barsRing, _profitRing, _stateRing) = (plan.RingOf(PositionFigure.Bars), plan.RingOf(PositionFigure.Profit), plan.RingOfState);
    }

    public int WarmUp => _plan.WarmUp;

    /// <summary>Whether the rules asked for a position that they did not ask to end yet.</summary>
    public bool IsInPosition => _bars >= 0;

    /// <summary>One strategy of a document; <see cref="RuleBook"/> makes many of the same.</summary>
    public static RuleStrategy Of(RuleDocument document) => new(new RulePlan(document));

    public Signal Next(in Candle candle)
    {
        if (!candle.IsFinite())
            return _last = _seen < _plan.WarmUp ? Signal.WarmingUp : Hold;
        Take(candle);
        if (_seen < _plan.WarmUp && ++_seen < _plan.WarmUp)
            return _last = Signal.WarmingUp;
        if (_exits.Test(_memory, _at))
        {
            _bars = -1;
            return _last = Sell;
        }
        if (!_entries.Test(_memory, _at))
            return _last = Hold;
        if (_bars < 0)
            (_bars, _entry) = (0, candle.Close);
        return _last = Buy;
    }

    public string Explain() => new RuleReasons(_plan, _memory, _at).Of(_last.Action, _seen, IsInPosition);

    public IReadOnlyList<IndicatorValue> Values() => Array.ConvertAll(_plan.Shown, shown => new IndicatorValue(shown.Name, _memory[shown.First + _at]));

    private void Take(in Candle candle)
    {
        _at = (_at + 1) & _mask;
        foreach (var indicator in _indicators)
            indicator.Update(candle);
        foreach (ref readonly var line in _lines.AsSpan())
            _memory[line.First + _at] = _indicators[line.Indicator][line.Output];
        foreach (var (source, first) in _plan.Prices)
            _memory[first + _at] = source.Of(candle);
        foreach (var (figure, first) in _plan.Times)
            _memory[first + _at] = Of(figure, candle.OpenMs);
        if (_bars >= 0)
            _bars++;
        if (_stateRing >= 0)
            _memory[_stateRing + _at] = _bars >= 0 ? 1 : 0;
        if (_barsRing >= 0)
            _memory[_barsRing + _at] = _bars >= 0 ? _bars : double.NaN;
        if (_profitRing >= 0)
            _memory[_profitRing + _at] = _bars >= 0 ? (candle.Close / _entry) - 1 : double.NaN;
    }

    // Day 0 of Unix time was a Thursday.
    private static double Of(TimeFigure figure, long openMs) => figure == TimeFigure.Hour
        ? Math.DivRem(openMs, 3_600_000).Quotient % 24
        : ((Math.DivRem(openMs, 86_400_000).Quotient + 3) % 7) + 1;
}
