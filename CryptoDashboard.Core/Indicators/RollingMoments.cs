namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Mean and squared deviations of the last <c>length</c> values. Parts of the window are made by Welford's method and joined by Chan's
/// (Chan, Golub, LeVeque 1979), so that nothing is subtracted that was added before: coins at 0.00000001 and at 100,000 get the same
/// digits, and a window of equal values deviates by exactly 0. Blocks as in <see cref="RollingSum"/>.
/// </summary>
internal sealed class RollingMoments
{
    private readonly double[] _block;
    private readonly double[] _meanToEnd;
    private readonly double[] _squaresToEnd;
    private double _mean;
    private double _squares;
    private int _at;
    private int _seen;

    public RollingMoments(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (_block, _meanToEnd, _squaresToEnd) = (new double[length], new double[length], new double[length]);
    }

    /// <summary>The last values, in no particular order; all of them once <see cref="IsFull"/>.</summary>
    public ReadOnlySpan<double> Values => _block;

    public bool IsFull => _seen == _block.Length;

    /// <summary>NaN until the window is full.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>Sum of squared deviations from the mean; NaN until the window is full.</summary>
    public double Squares { get; private set; } = double.NaN;

    /// <summary>Divided by the number of values.</summary>
    public double PopulationDeviation => Math.Sqrt(Squares / _block.Length);

    /// <summary>Divided by one less; NaN for a window of one.</summary>
    public double SampleDeviation => Math.Sqrt(Squares / (_block.Length - 1));

    public void Add(double value)
    {
        _block[_at] = value;
        if (_at == 0)
            (_mean, _squares) = (0, 0);
        var away = value - _mean;
        _mean += away / (_at + 1);
        _squares += away * (value - _mean);
        if (!IsFull)
            _seen++;
        if (IsFull)
            Join();
        if (++_at < _block.Length)
            return;
        _at = 0;
        SumToEnds();
    }

    private void Join()
    {
        int here = _at + 1, before = _block.Length - here;
        if (before == 0)
        {
            (Mean, Squares) = (_mean, _squares);
            return;
        }
        var apart = _mean - _meanToEnd[here];
        Mean = _meanToEnd[here] + (apart * here / _block.Length);
        Squares = _squaresToEnd[here] + _squares + (apart * apart * here * before / _block.Length);
    }

    private void SumToEnds()
    {
        double mean = 0, squares = 0;
        for (var i = _block.Length - 1; i >= 0; i--)
        {
            var away = _block[i] - mean;
            mean += away / (_block.Length - i);
            squares += away * (_block[i] - mean);
            (_meanToEnd[i], _squaresToEnd[i]) = (mean, squares);
        }
    }
}
