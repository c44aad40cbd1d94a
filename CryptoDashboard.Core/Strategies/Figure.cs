namespace CryptoDashboard.Core.Strategies;

/// <summary>Prices and what is made of them in a sentence: six digits that count, whether a coin costs 100,000 or 0.00000001.</summary>
internal static class Figure
{
    private const int Digits = 6;

    public static string Of(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return double.IsFinite(value) ? "0" : "not known";
        var decimals = Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15);
        return value.ToString($"0.{new string('#', decimals)}");
    }
}
