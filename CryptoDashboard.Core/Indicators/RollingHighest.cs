namespace CryptoDashboard.Core.Indicators;

/// <summary>The highest of the last <c>length</c> values; of their negatives it is the lowest. Blocks as in <see cref="RollingSum"/>: two comparisons a value.</summary>
internal sealed class RollingHighest
{
    private readonly double[] _block;
    private readonly double[] _toEnd;
    private double _begun;
    private int _at;
    private int _seen;

    public RollingHighest(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (_block, _toEnd) = (new double[length], new double[length + 1]);
        _toEnd.AsSpan().Fill(double.NegativeInfinity);
    }

    /// <summary>NaN until the window is full.</summary>
    public double Value { get; private set; } = double.NaN;

    public void Add(double value)
    {
        _block[_at] = value;
        _begun = _at == 0 ? value : Math.Max(_begun, value);
        if (_seen < _block.Length)
            _seen++;
        if (_seen == _block.Length)
            Value = Math.Max(_toEnd[_at + 1], _begun);
        if (++_at < _block.Length)
            return;
        _at = 0;
        for (var i = _block.Length - 1; i >= 0; i--)
            _toEnd[i] = Math.Max(_toEnd[i + 1], _block[i]);
    }
}
