using System.Text.Json.Serialization;

namespace CryptoDashboard.Core.Performance;

/// <summary>
/// A statistic that either has a value or a sentence that says why there is none: no page prints a growth of 5e28 % from three days.
/// In JSON a number, or the sentence. Never NaN, never infinite.
/// </summary>
[JsonConverter(typeof(FigureJson))]
public readonly record struct Figure
{
    private readonly double _value;

    private Figure(double value, string? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>The number, or null where it was refused.</summary>
    public double? Value => Refusal is null ? _value : null;

    /// <summary>Why there is no number, as a sentence; null where there is one.</summary>
    public string? Refusal { get; }

    /// <summary>The number, or the sentence where it is none: NaN or infinite.</summary>
    public static Figure Of(double value, string otherwise = "It is not defined here.") => double.IsFinite(value) ? new(value, null) : new(0, otherwise);

    public static Figure Of(decimal value) => new((double)value, null);

    public static Figure None(string why) => new(0, why);

    /// <summary>A quotient, refused in these words where the divisor is zero or nothing against the dividend.</summary>
    public static Figure Quotient(double dividend, double divisor, string whenZero) =>
        Math.Abs(divisor) <= 1e-14 * Math.Max(Math.Abs(dividend), double.Epsilon) || divisor == 0 ? None(whenZero) : Of(dividend / divisor, whenZero);

    /// <summary>This one, unless there is a reason against it.</summary>
    public Figure Unless(string? refusal) => refusal is null ? this : None(refusal);

    public Figure Times(double factor) => Refusal is null ? Of(_value * factor) : this;

    public override string ToString() => Refusal ?? _value.ToString("R");
}
