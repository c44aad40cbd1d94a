using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Fills;

/// <summary>The best bid and the best ask of a moment, quote units.</summary>
internal readonly record struct TopOfBook(decimal Bid, decimal Ask)
{
    /// <summary>Ask less bid as a share of the middle.</summary>
    public double Spread => (double)((Ask - Bid) / ((Ask + Bid) / 2));

    /// <summary>That of a market, from its book where one is followed, else from its last price; null where neither is fresh or tells both sides.</summary>
    public static TopOfBook? Of(Market market, DateTimeOffset now, TimeSpan fresh)
    {
        if (market.Book is { Asks.Count: > 0, Bids.Count: > 0 } book && now - book.ReceivedAt <= fresh && book.Bids[0].Price.Value > 0 && book.Asks[0].Price > book.Bids[0].Price)
            return new(book.Bids[0].Price.Value, book.Asks[0].Price.Value);
        // Where an exchange tells no sides, its last price stands for both.
        return market.Ticker is { } ticker && now - ticker.ReceivedAt <= fresh && ticker.Bid.Value > 0 && ticker.Ask > ticker.Bid ? new(ticker.Bid.Value, ticker.Ask.Value) : null;
    }
}
