namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Relative strength index after J. Welles Wilder, "New Concepts in Technical Trading Systems" (1978): 100·G/(G+L) with G and L the
/// Wilder averages of gains and losses of the close, both seeded with the plain mean of the first <c>length</c> changes.
/// Values 0..100, NaN before the warm-up and while neither gains nor losses exist.
/// </summary>
public sealed class Rsi
{
    private readonly int _length;
    private double _gain;
    private double _loss;
    private double _last;
    private int _seen;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 2.</exception>
    public Rsi(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        _length = length;
    }

    /// <summary>Closes needed before the first value.</summary>
    public int WarmUp => _length + 1;

    public double Value { get; private set; } = double.NaN;

    /// <summary>Takes the next closed candle's close and returns the new <see cref="Value"/>.</summary>
    public double Update(double close)
    {
        var change = close - _last;
        _last = close;
        if (_seen == 0)
        {
            _seen = 1;
            return Value;
        }
        var gain = change > 0 ? change : 0;
        var loss = change < 0 ? -change : 0;
        if (_seen <= _length)
        {
            _gain += gain;
            _loss += loss;
            if (_seen++ < _length)
                return Value;
            _gain /= _length;
            _loss /= _length;
        }
        else
        {
            _gain = ((_gain * (_length - 1)) + gain) / _length;
            _loss = ((_loss * (_length - 1)) + loss) / _length;
        }
        return Value = 100 * _gain / (_gain + _loss);
    }
}
