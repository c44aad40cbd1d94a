namespace CryptoDashboard.Core.Money;

/// <summary>Rounding to the steps an exchange trades in. Values are not negative; a step of 0 means any value is allowed.</summary>
public static class Rounding
{
    /// <summary>The largest multiple of <paramref name="step"/> that is not above <paramref name="value"/>.</summary>
    public static decimal Floor(decimal value, decimal step) => step == 0 ? value : decimal.Floor(value / step) * step;

    /// <summary>The smallest multiple of <paramref name="step"/> that is not below <paramref name="value"/>.</summary>
    public static decimal Ceiling(decimal value, decimal step) => step == 0 ? value : decimal.Ceiling(value / step) * step;

    /// <summary>The multiple of <paramref name="step"/> nearest to <paramref name="value"/>, halves away from zero.</summary>
    public static decimal Nearest(decimal value, decimal step) =>
        step == 0 ? value : decimal.Round(value / step, 0, MidpointRounding.AwayFromZero) * step;

    public static bool IsMultiple(decimal value, decimal step) => step == 0 || value % step == 0;
}
