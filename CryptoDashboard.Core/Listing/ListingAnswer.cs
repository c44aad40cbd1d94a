namespace CryptoDashboard.Core.Listing;

/// <param name="BadRows">How many rows were left out because they made no sense.</param>
public sealed record ListingAnswer(IReadOnlyList<CoinQuote> Quotes, int BadRows);
