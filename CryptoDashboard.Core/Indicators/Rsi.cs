using System.Runtime.CompilerServices;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Relative strength index after J. Welles Wilder, "New Concepts in Technical Trading Systems" (1978): 100·G/(G+L) with G and L the
/// Wilder averages of gains and losses of the close, both seeded with the plain mean of the first <c>length</c> changes.
/// Values 0..100, NaN before the warm-up and while neither gains nor losses exist.
/// </summary>
public sealed class Rsi : IIndicator
{
    private readonly int _length;
    private readonly CandleSource _source;
    private readonly double _before;
    private readonly double _all;
    private double _gain;
    private double _loss;
    private double _last;
    private int _seen;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 2.</exception>
    public Rsi(int length, CandleSource source = CandleSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        (_length, _source, _before, _all) = (length, source, length - 1, length);
    }

    public static IndicatorKind Kind { get; } = new(
        "rsi", "RSI", "How much of the recent movement was upward: near 100 only gains, near 0 only losses.",
        [Parameter.Length(14, "Changes it averages; longer is calmer.", min: 2)],
        IndicatorKind.OneLine("RSI"), IndicatorPane.Between(0, 100, 30, 70), (p, source) => new Rsi(p.Integer("length"), source))
    {
        TakesSource = true,
    };

    /// <summary>Closes needed before the first value.</summary>
    public int WarmUp => _length + 1;

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    public void Update(in Candle candle) => Update(_source.Of(candle));

    /// <summary>Takes the next closed candle's close and returns the new <see cref="Value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Update(double close)
    {
        if (_seen <= _length || !double.IsFinite(close))
            return Begin(close);
        var change = close - _last;
        _last = close;
        // Branches on the sign of a change would be guessed wrong every other time.
        _gain = ((_gain * _before) + Math.Max(change, 0)) / _all;
        _loss = ((_loss * _before) + Math.Max(-change, 0)) / _all;
        return Value = 100 * _gain / (_gain + _loss);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double Begin(double close)
    {
        if (!double.IsFinite(close))
            return Value;
        var change = _seen == 0 ? 0 : close - _last;
        _last = close;
        _gain += Math.Max(change, 0);
        _loss += Math.Max(-change, 0);
        if (_seen++ < _length)
            return Value;
        _gain /= _all;
        _loss /= _all;
        return Value = 100 * _gain / (_gain + _loss);
    }
}
