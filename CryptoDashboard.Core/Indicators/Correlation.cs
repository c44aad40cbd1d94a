using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Pearson's correlation of the last <c>length</c> pairs. Any two series can be given by <see cref="Update(double, double)"/>: closes or
/// log returns of two markets; fed with candles it pairs their source with their volume. −1 to 1, NaN before the warm-up and while one
/// of the two stands still. Sums as in <see cref="RollingMoments"/>, so that coins of any price correlate.
/// </summary>
public sealed class Correlation : IIndicator
{
    private readonly (double X, double Y)[] _block;
    private readonly Moments[] _toEnd;
    private readonly CandleSource _source;
    private Moments _begun;
    private int _at;
    private int _seen;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 2.</exception>
    public Correlation(int length, CandleSource source = CandleSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        (_block, _toEnd, _source) = (new (double, double)[length], new Moments[length + 1], source);
    }

    public static IndicatorKind Kind { get; } = new(
        "correlation", "Correlation with volume", "Whether volume comes with high prices (towards 1), with low ones (towards −1) or with neither.",
        [Parameter.Length(30, "Candles it looks at.", min: 2)],
        IndicatorKind.OneLine("Correlation"), IndicatorPane.Between(-1, 1, 0), (p, source) => new Correlation(p.Integer("length"), source))
    {
        TakesSource = true,
    };

    public int WarmUp => _block.Length;

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    void IIndicator.Update(in Candle candle) => Update(_source.Of(candle), candle.Volume);

    /// <summary>Takes the next pair and returns the new <see cref="Value"/>; a pair with a number that is not finite is passed over.</summary>
    public double Update(double x, double y)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return Value;
        _block[_at] = (x, y);
        _begun = _at == 0 ? Moments.Of(x, y) : _begun.With(x, y);
        if (_seen < _block.Length)
            _seen++;
        if (_seen == _block.Length)
            Value = _toEnd[_at + 1].Join(_begun).Correlation;
        if (++_at < _block.Length)
            return Value;
        _at = 0;
        for (var i = _block.Length - 1; i >= 0; i--)
            _toEnd[i] = _toEnd[i + 1].With(_block[i].X, _block[i].Y);
        return Value;
    }

    /// <summary>Means, squared deviations and their products of some pairs, after Welford; joined after Chan.</summary>
    private readonly record struct Moments(int Count, double MeanX, double MeanY, double SquaresX, double SquaresY, double Products)
    {
        public double Correlation => SquaresX > 0 && SquaresY > 0 ? Math.Clamp(Products / (Math.Sqrt(SquaresX) * Math.Sqrt(SquaresY)), -1, 1) : double.NaN;

        public static Moments Of(double x, double y) => new(1, x, y, 0, 0, 0);

        public Moments With(double x, double y)
        {
            if (Count == 0)
                return Of(x, y);
            var (awayX, awayY) = (x - MeanX, y - MeanY);
            var (meanX, meanY) = (MeanX + (awayX / (Count + 1)), MeanY + (awayY / (Count + 1)));
            return new(Count + 1, meanX, meanY, SquaresX + (awayX * (x - meanX)), SquaresY + (awayY * (y - meanY)), Products + (awayX * (y - meanY)));
        }

        public Moments Join(in Moments other)
        {
            if (Count == 0)
                return other;
            var count = Count + other.Count;
            var (apartX, apartY) = (other.MeanX - MeanX, other.MeanY - MeanY);
            var weight = (double)Count * other.Count / count;
            return new(
                count, MeanX + (apartX * other.Count / count), MeanY + (apartY * other.Count / count), SquaresX + other.SquaresX + (apartX * apartX * weight),
                SquaresY + other.SquaresY + (apartY * apartY * weight), Products + other.Products + (apartX * apartY * weight));
        }
    }
}
