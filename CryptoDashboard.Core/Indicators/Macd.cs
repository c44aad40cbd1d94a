using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Moving average convergence and divergence after Gerald Appel: fast EMA − slow EMA, its own EMA as the signal line, and the distance of
/// the two. Seeded as TA-Lib does: both EMAs begin at the candle <c>slow</c>, each with the mean of as many closes as it is long ending
/// there (others let the fast one begin earlier; after some hundred candles nothing of that is left). Units of its source, NaN before the warm-up.
/// </summary>
public sealed class Macd : IIndicator
{
    private readonly int _fastLength;
    private readonly int _slowLength;
    private readonly double _fastShare;
    private readonly double _slowShare;
    private readonly CandleSource _source;
    private readonly Ema _signal;
    private double _fast;
    private double _slow;
    private int _seen;

    /// <exception cref="ArgumentOutOfRangeException">A length is below 1, or the fast one is not below the slow one.</exception>
    public Macd(int fast, int slow, int signal, CandleSource source = CandleSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fast, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(slow, fast);
        (_fastLength, _slowLength, _fastShare, _slowShare) = (fast, slow, 2d / (fast + 1), 2d / (slow + 1));
        (_signal, _source, WarmUp) = (new Ema(signal), source, slow + signal - 1);
    }

    public static IndicatorKind Kind { get; } = new(
        "macd", "MACD", "How far a fast average has run ahead of a slow one, and whether that grows or shrinks.",
        [
            new("fast", "Fast length", "The average that turns first.", 12, 1, 500, 1),
            new("slow", "Slow length", "The average it is compared with.", 26, 2, 1_000, 1),
            new("signal", "Signal length", "Calms the difference of the two; crossing it is the usual signal.", 9, 1, 500, 1),
        ],
        [new("macd", "MACD"), new("signal", "Signal"), new("histogram", "Histogram")], IndicatorPane.Own with { Guides = [0] },
        (p, source) => new Macd(p.Integer("fast"), p.Integer("slow"), p.Integer("signal"), source))
    {
        TakesSource = true,
        Relation = FastBelowSlow,
    };

    public int WarmUp { get; }

    /// <summary>Fast EMA − slow EMA.</summary>
    public double Line { get; private set; } = double.NaN;

    public double Signal => _signal.Value;

    public double Histogram => Line - _signal.Value;

    double IIndicator.this[int output] => output switch { 0 => Line, 1 => Signal, _ => Histogram };

    public int WarmUpOf(int output) => output == 0 ? _slowLength : WarmUp;

    public void Update(in Candle candle) => Update(_source.Of(candle));

    /// <summary>Takes the next value.</summary>
    public void Update(double value)
    {
        if (!double.IsFinite(value))
            return;
        if (_seen >= _slowLength)
        {
            _fast += (value - _fast) * _fastShare;
            _slow += (value - _slow) * _slowShare;
        }
        else
        {
            _seen++;
            _slow += value;
            if (_seen > _slowLength - _fastLength)
                _fast += value;
            if (_seen < _slowLength)
                return;
            (_fast, _slow) = (_fast / _fastLength, _slow / _slowLength);
        }
        Line = _fast - _slow;
        _signal.Update(Line);
    }

    /// <summary>The relation that a fast and a slow length owe each other.</summary>
    internal static string? FastBelowSlow(ParameterSet p) =>
        p["fast"] < p["slow"] ? null : $"The fast length ({p["fast"]:0}) must be below the slow one ({p["slow"]:0}).";
}
