using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Components.Shared;

/// <summary>How figures are written: thin groups, fixed decimals, so that columns align and nothing jumps.</summary>
internal static class Figures
{
    public const string None = "–";

    /// <summary>An amount of quote currency: 1,234.50.</summary>
    public static string Money(decimal value) => value.ToString("#,0.00");

    /// <summary>A profit with its sign: +12.30, −4.00.</summary>
    public static string Signed(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero) switch
    {
        > 0 => $"+{value:#,0.00}",
        < 0 => $"−{-value:#,0.00}",
        _ => "0.00",
    };

    /// <summary>A change with its sign as it is shown: what rounds to nothing has none.</summary>
    public static string Percent(decimal ratio) => Math.Round(ratio, 4, MidpointRounding.AwayFromZero) switch
    {
        > 0 => $"+{ratio * 100:0.00} %",
        < 0 => $"−{ratio * -100:0.00} %",
        _ => "0.00 %",
    };

    public static string Share(decimal ratio) => $"{ratio * 100:0.##} %";

    /// <summary>A price in its market's tick.</summary>
    public static string Price(decimal value, TradingRules? rules = null) => value.ToString(PriceFormat(rules is null ? DigitsFor(value) : Digits(rules.TickSize)));

    public static string Quantity(decimal value) => value.ToString("#,0.########");

    /// <summary>A large count in short: 12.3K, 4.5M.</summary>
    public static string Short(decimal value) => value switch
    {
        >= 1_000_000_000_000 => $"{value / 1_000_000_000_000:0.00}T",
        >= 1_000_000_000 => $"{value / 1_000_000_000:0.00}B",
        >= 1_000_000 => $"{value / 1_000_000:0.00}M",
        >= 10_000 => $"{value / 1_000:0.0}K",
        _ => value.ToString("#,0.##"),
    };

    /// <summary>The class that colours a figure by its sign, as it is shown.</summary>
    public static string Tone(decimal value) => Math.Round(value, 2) switch { > 0 => "up", < 0 => "down", _ => "" };

    /// <summary>How long ago, in a word: now, 12 s, 3 min, 2 h, 5 d.</summary>
    public static string Ago(TimeSpan age) => age switch
    {
        { TotalSeconds: < 2 } => "now",
        { TotalSeconds: < 60 } => $"{age.TotalSeconds:0} s",
        { TotalMinutes: < 60 } => $"{age.TotalMinutes:0} min",
        { TotalHours: < 48 } => $"{age.TotalHours:0} h",
        _ => $"{age.TotalDays:0} d",
    };

    /// <summary>Digits behind the point of a step: 0.01 is 2.</summary>
    public static int Digits(decimal step)
    {
        var digits = 0;
        while (step < 1 && digits < 10)
        {
            step *= 10;
            digits++;
        }
        return digits;
    }

    private static int DigitsFor(decimal value) => value switch { >= 1000 => 2, >= 1 => 4, >= 0.01m => 6, _ => 8 };

    private static string PriceFormat(int digits) => digits == 0 ? "#,0" : $"#,0.{new string('0', digits)}";
}
