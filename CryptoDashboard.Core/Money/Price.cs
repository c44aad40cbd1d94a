namespace CryptoDashboard.Core.Money;

/// <summary>
/// Quote units for one base unit, never negative.
/// <list type="table">
/// <item><term>Price × Quantity</term><description>the value in quote units, a plain decimal</description></item>
/// <item><term>Price ≷ Price</term><description>ordered as their values</description></item>
/// </list>
/// Prices are rounded only by <see cref="Markets.TradingRules"/>.
/// </summary>
public readonly record struct Price : IComparable<Price>
{
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public Price(decimal value)
    {
        if (value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "A price is never negative.");
        Value = value;
    }

    public decimal Value { get; }

    /// <summary>
    /// The decimal nearest to an indicator-side double, at the 15 significant digits a double surely holds;
    /// a price written with up to 15 digits comes back exactly.
    /// </summary>
    public static Price FromDouble(double value) => new((decimal)value);

    public static decimal operator *(Price price, Quantity quantity) => price.Value * quantity.Value;

    public static bool operator <(Price left, Price right) => left.Value < right.Value;

    public static bool operator >(Price left, Price right) => left.Value > right.Value;

    public static bool operator <=(Price left, Price right) => left.Value <= right.Value;

    public static bool operator >=(Price left, Price right) => left.Value >= right.Value;

    public int CompareTo(Price other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("0.##################");
}
