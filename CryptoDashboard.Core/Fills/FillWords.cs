using System.Globalization;

namespace CryptoDashboard.Core.Fills;

/// <summary>How what is assumed of fills is said to people.</summary>
public static class FillWords
{
    public static string Title(FillPart part) => part switch
    {
        FillPart.Spread => "Spread",
        FillPart.Slippage => "Slippage",
        FillPart.Latency => "Order on its way",
        _ => "Chance of a waiting limit",
    };

    public static string Title(FillLevel level) => level switch
    {
        FillLevel.Optimistic => "Optimistic (P10)",
        FillLevel.Likely => "Likely (P50)",
        _ => "Cautious (P90)",
    };

    /// <summary>A value with its unit; shares of the price in percent.</summary>
    public static string Value(FillPart part, double value) => $"{Number(part, value)} {Unit(part)}";

    /// <summary>From kind to dear.</summary>
    public static string Range(FillFigure figure) => $"{Number(figure.Part, figure.P10)} – {Number(figure.Part, figure.P90)} {Unit(figure.Part)}";

    /// <summary>What a figure rests on, with its numbers.</summary>
    public static string Basis(FillFigure figure, string exchange)
    {
        var (needed, of) = (FillDefaults.Enough(figure.Part), Counted(figure.Part));
        return figure.Basis switch
        {
            FillBasis.Market => $"{figure.Samples:#,0} {of} here",
            FillBasis.Exchange => $"{exchange} as a whole; {figure.Samples:#,0} of {needed} {of} here",
            _ => $"cautious guess until there are {needed} {of}; {figure.Samples:#,0} so far",
        };
    }

    public static string Unit(FillPart part) => part == FillPart.Latency ? "ms" : "%";

    /// <summary>A value without its unit.</summary>
    public static string Number(FillPart part, double value) => part switch
    {
        FillPart.Latency => value.ToString("#,0", CultureInfo.InvariantCulture),
        FillPart.Chance => (value * 100).ToString("0", CultureInfo.InvariantCulture),
        _ => (value * 100).ToString("0.####", CultureInfo.InvariantCulture),
    };

    private static string Counted(FillPart part) => part switch
    {
        FillPart.Spread => "minutes",
        FillPart.Slippage => "orders that took",
        FillPart.Latency => "orders sent",
        _ => "chances of waiting orders",
    };
}
