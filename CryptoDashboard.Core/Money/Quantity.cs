namespace CryptoDashboard.Core.Money;

/// <summary>
/// An amount of the base asset, never negative.
/// <list type="table">
/// <item><term>Quantity + Quantity</term><description>a quantity</description></item>
/// <item><term>Quantity − Quantity</term><description>a quantity; throws when it would fall below zero</description></item>
/// </list>
/// Quantities are rounded only by <see cref="Markets.TradingRules"/>, always down.
/// </summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    public static readonly Quantity Zero;

    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public Quantity(decimal value)
    {
        if (value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "A quantity is never negative.");
        Value = value;
    }

    public decimal Value { get; }

    public bool IsZero => Value == 0;

    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);

    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);

    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("0.##################");
}
