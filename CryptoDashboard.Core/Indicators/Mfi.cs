using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Money flow index after Gene Quong and Avrum Soudack (1989): the RSI's question asked of money. Typical price (high + low + close) / 3
/// times volume counts as inflow when that price rose, as outflow when it fell, for neither when it stayed; 100 · in / (in + out) of the
/// last <c>length</c> changes. 0 to 100, NaN before the warm-up and while nothing flowed.
/// </summary>
public sealed class Mfi : IIndicator
{
    private readonly RollingSum _in;
    private readonly RollingSum _out;
    private double _last = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public Mfi(int length) => (_in, _out, WarmUp) = (new RollingSum(length), new RollingSum(length), length + 1);

    public static IndicatorKind Kind { get; } = new(
        "mfi", "Money flow index", "How much of the money of the last candles went in with rising prices.",
        [Parameter.Length(14, "Candles it looks at.")],
        IndicatorKind.OneLine("MFI"), IndicatorPane.Between(0, 100, 20, 80), (p, _) => new Mfi(p.Integer("length")));

    public int WarmUp { get; }

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    /// <summary>Takes the next closed candle.</summary>
    public void Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return;
        var price = CandleSources.Typical(candle);
        var last = _last;
        _last = price;
        if (double.IsNaN(last))
            return;
        _in.Add(price > last ? price * candle.Volume : 0);
        _out.Add(price < last ? price * candle.Volume : 0);
        if (_in.IsFull)
            Value = 100 * _in.Sum / (_in.Sum + _out.Sum);
    }
}
