using System.Globalization;
using System.Text.Json;
using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.Listing;

/// <summary>CoinMarketCap's <c>cryptocurrency/listings/latest</c>; needs a key.</summary>
public sealed class CoinMarketCap(HttpSource http, ListingOptions options) : IListingSource
{
    public string Name => http.Name;

    public bool IsUsable => options.CoinMarketCapKey is { Length: > 0 };

    public async Task<ListingAnswer> Top(int count, CancellationToken cancel)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"v1/cryptocurrency/listings/latest?start=1&limit={count}&convert=USD&sort=market_cap");
        var header = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-CMC_PRO_API_KEY"] = options.CoinMarketCapKey ?? "" };
        var answer = await http.Get(new Uri(options.CoinMarketCap, query), header, cancel);
        using var document = Json.Parse(answer, Name);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            throw new OutsideFault(OutsideFaultKind.Transient, Name, "BadAnswer", $"{Name} answered something that is no list of coins.");
        var rows = data.EnumerateArray().Select(row => Quote(row, answer.At)).ToList();
        return new ListingAnswer([.. rows.OfType<CoinQuote>()], rows.Count(r => r is null));
    }

    private CoinQuote? Quote(JsonElement row, DateTimeOffset at)
    {
        if (row.Words("slug") is not { } slug || row.Words("symbol") is not { } symbol || row.Words("name") is not { } name
            || !row.TryGetProperty("quote", out var quotes) || quotes.ValueKind != JsonValueKind.Object || !quotes.TryGetProperty("USD", out var usd)
            || usd.Money("price") is not { } price || price <= 0)
        {
            return null;
        }
        return new CoinQuote(slug, symbol.ToUpperInvariant(), name, price, usd.Time("last_updated") ?? at, Name)
        {
            Rank = (int?)row.Money("cmc_rank"),
            MarketCap = usd.Money("market_cap"),
            Volume24h = usd.Money("volume_24h"),
            Change1h = usd.Percent("percent_change_1h"),
            Change24h = usd.Percent("percent_change_24h"),
            Change7d = usd.Percent("percent_change_7d"),
            Circulating = row.Money("circulating_supply"),
            TotalSupply = row.Money("total_supply"),
            MaxSupply = row.Money("max_supply"),
        };
    }
}
