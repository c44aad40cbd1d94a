namespace CryptoDashboard.Core.Fills;

/// <summary>What is assumed until enough is known, how much that is, and between which bounds anything learnt is believed.</summary>
public static class FillDefaults
{
    /// <summary>Minutes of a market's spread that are enough: eight hours.</summary>
    public const int EnoughSpreads = 480;

    /// <summary>Orders of one's own, or minutes that passed a waiting one, that are enough.</summary>
    public const int EnoughOrders = 20;

    /// <summary>Markets of an exchange that are enough to speak for one of its others.</summary>
    public const int EnoughMarkets = 3;

    /// <summary>How often a part has to be seen until it is believed.</summary>
    public static int Enough(FillPart part) => part == FillPart.Spread ? EnoughSpreads : EnoughOrders;

    /// <summary>
    /// Whether the exchange as a whole may speak for a market. Spread and slippage are the market's own nature: a large coin's alone say nothing
    /// about a small one's. The way of an order and the order of the queue are the exchange's.
    /// </summary>
    public static bool SpeaksForOthers(FillPart part, LearntRange range) =>
        range.Samples >= Enough(part) && (part is FillPart.Latency or FillPart.Chance || range.Markets >= EnoughMarkets);

    /// <summary>Dearer than large markets of large exchanges are: a guess that a lesson may only better.</summary>
    public static LearntRange Cautious(FillPart part) => part switch
    {
        FillPart.Spread => new(0.0005, 0.001, 0.003, 0),
        FillPart.Slippage => new(0.0002, 0.0005, 0.002, 0),
        FillPart.Latency => new(250, 500, 2_000, 0),
        _ => new(0.9, 0.7, 0.5, 0),
    };

    /// <summary>The nearest value that is believed. A better price than the best one is luck, and is not counted on.</summary>
    public static double Believed(FillPart part, double value) => part switch
    {
        FillPart.Spread => Math.Clamp(value, 0, 0.05),
        FillPart.Slippage => Math.Clamp(value, 0, 0.02),
        FillPart.Latency => Math.Clamp(value, 1, 30_000),
        _ => Math.Clamp(value, 0.05, 1),
    };
}
