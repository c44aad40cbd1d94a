namespace CryptoDashboard.Core.Listing;

/// <summary>One coin of the listing with its newest quote. Money is in US dollars; changes are ratios: 0.05 is +5 %.</summary>
public sealed class Coin
{
    /// <summary>The rank of a coin whose rank nobody knows: behind all others.</summary>
    public const int Unranked = int.MaxValue;

    /// <summary>The source's own name, unique: <c>bitcoin</c>.</summary>
    public required string Id { get; init; }

    /// <summary>In capitals, not unique: <c>BTC</c>.</summary>
    public required string Symbol { get; set; }

    public required string Name { get; set; }

    /// <summary>Symbol and name in small letters, for searching.</summary>
    public string Search { get; set; } = "";

    /// <summary>By market cap, from 1.</summary>
    public int Rank { get; set; } = Unranked;

    public decimal Price { get; set; }

    public decimal? MarketCap { get; set; }

    public decimal? Volume24h { get; set; }

    public double? Change1h { get; set; }

    public double? Change24h { get; set; }

    public double? Change7d { get; set; }

    /// <summary>Coins in circulation.</summary>
    public decimal? Circulating { get; set; }

    public decimal? TotalSupply { get; set; }

    /// <summary>The most there can ever be; null where there is no limit or nobody says.</summary>
    public decimal? MaxSupply { get; set; }

    /// <summary>When the source made the quote (UTC).</summary>
    public DateTimeOffset QuotedAt { get; set; }

    /// <summary>Who says so: <c>CoinGecko</c>.</summary>
    public required string Source { get; set; }

    /// <summary>What the second source says when it differs by more than the tolerance, in a sentence; null when they agree or only one knows the coin.</summary>
    public string? Dispute { get; set; }

    /// <summary>Prices of the last seven days, oldest first, thinned; empty while unknown.</summary>
    public double[] Week { get; set; } = [];

    public void Take(CoinQuote quote)
    {
        (Symbol, Name, Search) = (quote.Symbol, quote.Name, $"{quote.Symbol} {quote.Name}".ToLowerInvariant());
        (Rank, Price, MarketCap, Volume24h) = (quote.Rank ?? Unranked, quote.Price, quote.MarketCap, quote.Volume24h);
        (Change1h, Change24h, Change7d) = (quote.Change1h, quote.Change24h, quote.Change7d);
        (Circulating, TotalSupply, MaxSupply) = (quote.Circulating, quote.TotalSupply, quote.MaxSupply);
        (QuotedAt, Source, Dispute) = (quote.At, quote.Source, quote.Dispute);
        if (quote.Week.Count > 1)
            Week = [.. quote.Week];
    }
}
