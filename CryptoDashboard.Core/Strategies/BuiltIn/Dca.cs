using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.BuiltIn;

/// <summary>
/// Dollar-cost averaging: buys the same part of a normal entry at the first candle of each period, whatever the price, and sells all when
/// the close is a set percentage above the average of its buys, if told to. Periods are counted from 1970-01-01 UTC, so that it buys at
/// the same times wherever it began and whatever candles are missing.
/// </summary>
/// <remarks>
/// It knows nothing of fills: its average is that of the closes at which it asked. A refused buy makes it wrong by little and the position
/// smaller; the sell asks for all that is really held. How much may be bought in all is the risk profile's to say, its exposure limit.
/// </remarks>
public sealed class Dca(int hours, double part, int most, double profit) : IStrategy
{
    private readonly long _periodMs = hours * 3_600_000L;
    private long _period = long.MinValue;
    private double _close = double.NaN;
    private int _buys;
    private double _inverse;
    private Signal _last = Signal.WarmingUp;

    public static StrategyKind Kind { get; } = new(
        "dca",
        "DCA",
        "Buys a little at fixed times, whatever the price, and can sell all at a set profit.",
        [
            new("hours", "Every, hours", "Time from one buy to the next; 24 buys at 00:00 UTC.", 24, 1, 8_760, 1),
            new("part", "Part, %", "What each buy spends, as a share of the bot's normal entry.", 10, 1, 100, 1),
            new("most", "Buys at most", "Buys before it waits for a sale; 0 sets no limit but that of the risk profile.", 0, 0, 10_000, 1),
            new("profit", "Sell at, %", "Sells all this far above the average of its buys; 0 never sells.", 0, 0, 1_000, 0.5m),
        ],
        _ => null,
        p => new Dca(p.Integer("hours"), p.Number("part") / 100, p.Integer("most"), p.Number("profit") / 100));

    /// <summary>A period begins where the candle before was in another.</summary>
    public int WarmUp => 2;

    private double Average => _buys == 0 ? double.NaN : _buys / _inverse;

    public Signal Next(in Candle candle)
    {
        if (!double.IsFinite(candle.Close) || candle.Close <= 0)
            return _last = _period == long.MinValue ? Signal.WarmingUp : Hold();
        _close = candle.Close;
        var (before, now) = (_period, Math.DivRem(candle.OpenMs, _periodMs).Quotient);
        _period = now;
        return _last = before == long.MinValue ? Signal.WarmingUp : Judge(begins: now != before);
    }

    public string Explain() => _last.Action switch
    {
        SignalAction.Buy => $"A period of {hours} h began: buy {_buys} at {Figure.Of(_close)}, {part * 100:0.##} % of an entry; the average is {Figure.Of(Average)}.",
        SignalAction.Sell => $"The close {Figure.Of(_close)} is {profit * 100:0.##} % or more above the average of its buys.",
        _ when _last == Signal.WarmingUp => "It waits for the beginning of a period.",
        _ when most > 0 && _buys >= most => $"It has bought {_buys} times, as often as it may, at {Figure.Of(Average)} on average; {(profit > 0 ? $"it sells at {Figure.Of(Average * (1 + profit))}" : "it never sells")}.",
        _ => $"It buys at the next full {hours} h; {_buys} buys so far{(_buys == 0 ? "" : $" at {Figure.Of(Average)} on average")}.",
    };

    public IReadOnlyList<IndicatorValue> Values() => [new("average", Average), new("buys", _buys)];

    private Signal Judge(bool begins)
    {
        if (profit > 0 && _buys > 0 && _close >= Average * (1 + profit))
        {
            var beyond = (_close / Average) - 1 - profit;
            (_buys, _inverse) = (0, 0);
            return Signal.Of(SignalAction.Sell, Confidence.ToAct(beyond / profit));
        }
        if (!begins || (most > 0 && _buys >= most))
            return Hold();
        var below = 1 - (_close / Average);
        (_buys, _inverse) = (_buys + 1, _inverse + (1 / _close));
        return Signal.Of(SignalAction.Buy, Confidence.ToAct(below * 5)) with { Size = (float)part, Adds = true };
    }

    private static Signal Hold() => Signal.Of(SignalAction.Hold, Confidence.ToHold(0));
}
