using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// Buys a part at each rung of a ladder below an anchor and sells it one rung higher. Rung i lies at anchor · (1 − step)^i; each part is
/// 1/rungs of a normal entry. While nothing is on the ladder, the anchor follows the close upwards. Below the last rung it buys nothing
/// more, and gives up, if told to, when the price has fallen so far below it.
/// </summary>
/// <remarks>
/// It counts its rungs by closes and knows nothing of fills. After a refused or missed buy the bot holds less than the ladder believes;
/// after a refused sell more, until the next one: sells ask for a share of what is really held, and the one that empties the ladder for all
/// of it, so that no difference is carried into the next cycle. A cycle that goes only down asks for one normal entry in all. Above it, as
/// above everything, stands the risk profile's exposure limit.
/// </remarks>
public sealed class Grid(double step, int rungs, double giveUp) : IStrategy
{
    private readonly double[] _factors = [.. Enumerable.Range(0, rungs + 1).Select(i => Math.Pow(1 - step, i))];
    private double _anchor = double.NaN;
    private double _close = double.NaN;
    private int _held;
    private int _moved;
    private bool _gaveUp;
    private Signal _last = Signal.WarmingUp;

    public static StrategyKind Kind { get; } = new(
        "grid",
        "Grid",
        "Buys a part at each step down a ladder and sells it one step higher: it lives on a market that goes to and fro.",
        [
            new("step", "Step, %", "Distance of two rungs; it must earn the fees of both sides and more.", 1, 0.1m, 20, 0.1m),
            new("rungs", "Rungs", "How many steps down it buys; together they spend one entry.", 5, 1, 50, 1),
            new("give-up", "Give up below, %", "Sells all when the price is this far below the last rung; 0 never does.", 0, 0, 90, 1),
        ],
        p => Math.Pow(1 - ((double)p["step"] / 100), (double)p["rungs"]) > 0.05
            ? null
            : $"{p["rungs"]:0} rungs of {p["step"]:0.##} % reach below a twentieth of the price; use fewer or smaller steps.",
        p => new Grid(p.Number("step") / 100, p.Integer("rungs"), p.Number("give-up") / 100));

    public int WarmUp => 2;

    public Signal Next(in Candle candle)
    {
        _moved = 0;
        if (!double.IsFinite(candle.Close) || candle.Close <= 0)
            return _last = double.IsNaN(_anchor) ? Signal.WarmingUp : Hold();
        _close = candle.Close;
        _gaveUp = false;
        if (double.IsNaN(_anchor))
        {
            _anchor = _close;
            return _last = Signal.WarmingUp;
        }
        return _last = Step();
    }

    public string Explain()
    {
        if (double.IsNaN(_anchor) || _last == Signal.WarmingUp)
            return "The grid takes its anchor from the first close.";
        if (_gaveUp)
            return $"The close {Figure.Of(_close)} is too far below the last rung: the grid gives up and starts anew here.";
        return _moved switch
        {
            > 0 => $"The close {Figure.Of(_close)} reached rung {_held} of {rungs} at {Figure.Of(Rung(_held))}: {Parts(_moved)} bought.",
            < 0 => $"The close {Figure.Of(_close)} rose to {Figure.Of(Rung(_held))}: {Parts(-_moved)} sold, {Parts(_held)} left.",
            _ => $"{Parts(_held)} of {rungs} on the ladder; the next is bought at {(_held < rungs ? $"{Figure.Of(Rung(_held + 1))}" : "no price, it is full")}{(_held > 0 ? $", one is sold at {Figure.Of(Rung(_held - 1))}" : "")}.",
        };
    }

    public IReadOnlyList<IndicatorValue> Values() => [new("anchor", _anchor), new("rungs", _held), new("next-buy", _held < rungs ? Rung(_held + 1) : double.NaN), new("next-sell", _held > 0 ? Rung(_held - 1) : double.NaN)];

    private Signal Step()
    {
        var before = _held;
        if (giveUp > 0 && _held == rungs && _close < Rung(rungs) * (1 - giveUp))
        {
            (_moved, _held, _anchor, _gaveUp) = (-before, 0, _close, true);
            return Signal.Of(SignalAction.Sell, 1);
        }
        while (_held < rungs && _close <= Rung(_held + 1))
            _held++;
        while (_held <= before && _held > 0 && _close >= Rung(_held - 1))
            _held--;
        _moved = _held - before;
        if (_held == 0)
            _anchor = Math.Max(_anchor, _close);
        return _moved switch
        {
            > 0 => Signal.Of(SignalAction.Buy, Confidence.ToAct((double)_held / rungs)) with { Size = (float)_moved / rungs, Adds = true },
            < 0 => Signal.Of(SignalAction.Sell, Confidence.ToAct(1 - ((double)_held / rungs))) with { Size = (float)-_moved / before },
            _ => Hold(),
        };
    }

    private double Rung(int number) => _anchor * _factors[number];

    private Signal Hold() => Signal.Of(SignalAction.Hold, Confidence.ToHold((double)_held / rungs));

    private static string Parts(int count) => count == 1 ? "1 part" : $"{count} parts";
}
