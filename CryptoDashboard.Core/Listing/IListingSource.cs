namespace CryptoDashboard.Core.Listing;

/// <summary>Someone who lists coins by market cap.</summary>
public interface IListingSource
{
    string Name { get; }

    /// <summary>Whether it can be asked at all: some need a key.</summary>
    bool IsUsable { get; }

    /// <summary>The largest coins, largest first. Rows that make no sense are left out and counted.</summary>
    /// <exception cref="Outside.OutsideFault">The source cannot be reached or refuses; the message is for a person.</exception>
    Task<ListingAnswer> Top(int count, CancellationToken cancel);
}
