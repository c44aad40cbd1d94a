namespace CryptoDashboard.Core.Listing;

/// <param name="Next">Give it to read on; null at the end.</param>
public sealed record CoinPage(IReadOnlyList<Coin> Coins, string? Next);
