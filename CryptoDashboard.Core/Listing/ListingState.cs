namespace CryptoDashboard.Core.Listing;

/// <summary>How the listing is.</summary>
/// <param name="SyncedAt">When quotes were last taken, or null.</param>
/// <param name="Source">Whose they are.</param>
/// <param name="CheckedBy">Who was held against it, or null when nobody was.</param>
/// <param name="Disputes">How many coins the two disagree on.</param>
/// <param name="BadRows">Rows of the last answers that made no sense.</param>
/// <param name="Trouble">What is wrong, in sentences; null when all is well.</param>
public sealed record ListingState(DateTimeOffset? SyncedAt, string? Source, string? CheckedBy, int Coins, int Disputes, int BadRows, string? Trouble);
