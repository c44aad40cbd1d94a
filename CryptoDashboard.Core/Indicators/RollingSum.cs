namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Sum of the last <c>length</c> values, by additions only: what leaves the window is never subtracted, so that nothing drifts, a spike
/// leaves no crumbs behind, zeros stay exactly zero, and what is not a number is gone when it has left the window.
/// </summary>
/// <remarks>
/// Values come in blocks of <c>length</c>. A window is the end of the block before, whose sums from each place to its end were made when
/// it was full, and the beginning of this one: two additions a value (van Herk 1992, Gil and Werman 1993, there for maxima).
/// </remarks>
internal sealed class RollingSum
{
    private readonly double[] _block;
    private readonly double[] _toEnd;
    private double _begun;
    private int _at;
    private int _seen;

    public RollingSum(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (_block, _toEnd) = (new double[length], new double[length + 1]);
    }

    /// <summary>The last values, in no particular order; all of them once <see cref="IsFull"/>.</summary>
    public ReadOnlySpan<double> Values => _block;

    public bool IsFull => _seen == _block.Length;

    /// <summary>Of as many values as there were so far, at most <c>length</c>.</summary>
    public double Sum { get; private set; }

    /// <summary>Sum over length, or NaN until the window is full.</summary>
    public double Mean => IsFull ? Sum / _block.Length : double.NaN;

    public void Add(double value)
    {
        _block[_at] = value;
        _begun = _at == 0 ? value : _begun + value;
        Sum = _toEnd[_at + 1] + _begun;
        if (!IsFull)
            _seen++;
        if (++_at < _block.Length)
            return;
        _at = 0;
        for (var i = _block.Length - 1; i >= 0; i--)
            _toEnd[i] = _toEnd[i + 1] + _block[i];
    }
}
