namespace CryptoDashboard.Core.DeadMan;

/// <summary>What an operator wants to happen to the orders of one account when this desk dies.</summary>
public sealed record DeadManChoice
{
    /// <summary>The shortest and the longest countdown; seconds. Shorter than a beat or two would cancel on every hiccup.</summary>
    public const int MinSeconds = 30;
    public const int MaxSeconds = 3_600;

    /// <summary>The account's name; one choice each.</summary>
    public required string Account { get; init; }

    /// <summary>
    /// Seconds without a beat after which the exchange itself cancels every order of the account, stops at rest included; null where the
    /// countdown is not wanted.
    /// </summary>
    public int? CountdownSeconds { get; init; }

    /// <summary>Whether the watchdog cancels orders that would open a position when the desk is gone. Stops stay.</summary>
    public bool CancelsEntries { get; init; }
}
