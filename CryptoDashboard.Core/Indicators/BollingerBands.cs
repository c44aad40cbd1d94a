using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Bollinger bands after John Bollinger: a simple moving average and, above and below it, some population standard deviations of the same
/// window. Units of its source, NaN before the warm-up; all three are equal while the price stands still.
/// </summary>
public sealed class BollingerBands : IIndicator
{
    private readonly RollingMoments _moments;
    private readonly double _width;
    private readonly CandleSource _source;

    /// <param name="width">Standard deviations from the middle to a band.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 2 or the width negative.</exception>
    public BollingerBands(int length, double width, CandleSource source = CandleSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        (_moments, _width, _source, WarmUp) = (new RollingMoments(length), width, source, length);
    }

    public static IndicatorKind Kind { get; } = new(
        "bollinger", "Bollinger bands", "A mean and the range that the price usually keeps around it: narrow when calm, wide when wild.",
        [
            Parameter.Length(20, "Candles of the mean and of the deviation.", min: 2),
            new("width", "Width", "Standard deviations from the middle to a band.", 2, 0.1m, 10, 0.1m),
        ],
        [new("upper", "Upper band"), new("middle", "Middle"), new("lower", "Lower band")], IndicatorPane.Price,
        (p, source) => new BollingerBands(p.Integer("length"), p.Number("width"), source))
    {
        TakesSource = true,
    };

    public int WarmUp { get; }

    public double Upper { get; private set; } = double.NaN;

    public double Middle => _moments.Mean;

    public double Lower { get; private set; } = double.NaN;

    double IIndicator.this[int output] => output switch { 0 => Upper, 1 => Middle, _ => Lower };

    public void Update(in Candle candle) => Update(_source.Of(candle));

    /// <summary>Takes the next value.</summary>
    public void Update(double value)
    {
        if (!double.IsFinite(value))
            return;
        _moments.Add(value);
        var away = _width * _moments.PopulationDeviation;
        (Upper, Lower) = (_moments.Mean + away, _moments.Mean - away);
    }
}
