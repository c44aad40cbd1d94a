namespace CryptoDashboard.Core.Performance;

/// <summary>
/// From how much on a ratio is told at all. Below it one lucky trade or day decides, and a year extrapolated from three days is a joke
/// (freqtrade issue 8248 printed a growth of 5e28 %).
/// </summary>
/// <param name="Trades">Closed trades that a ratio of trades, and one of risk, needs.</param>
/// <param name="Days">Days that a ratio of daily returns, and everything told per year, needs.</param>
public sealed record Basis(int Trades, int Days)
{
    /// <summary>What people are shown: 30 trades, 30 days.</summary>
    public static readonly Basis Shown = new(30, 30);

    /// <summary>Whatever the formula is defined for; for reference values and for searches that weigh many runs.</summary>
    public static readonly Basis Any = new(0, 0);

    /// <summary>Why so few trades say nothing, or null where they are enough.</summary>
    public string? LackOfTrades(int trades) => trades >= Trades ? null
        : trades == 0 ? "No trade was closed; there is nothing to tell."
        : $"{Count(trades, "closed trade")} {(trades == 1 ? "says" : "say")} more about luck than about the strategy; it is told from {Trades} on.";

    /// <summary>Why so short a time says nothing, or null where it is long enough.</summary>
    public string? LackOfDays(double days) => days >= Days ? null : $"{days:0.#} days are too few to speak of a year; it is told from {Days} on.";

    /// <summary>A count with its noun as it is said: 1 trade, 1,234 trades.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count:#,0} {noun}s";
}
