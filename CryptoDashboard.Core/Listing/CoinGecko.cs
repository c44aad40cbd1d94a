using System.Globalization;
using System.Text.Json;
using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.Listing;

/// <summary>CoinGecko's <c>coins/markets</c>, 250 coins a page.</summary>
public sealed class CoinGecko(HttpSource http, ListingOptions options) : IListingSource
{
    private const int PageSize = 250;

    public string Name => http.Name;

    public bool IsUsable => true;

    public async Task<ListingAnswer> Top(int count, CancellationToken cancel)
    {
        var quotes = new List<CoinQuote>(count);
        var bad = 0;
        var size = Math.Min(count, PageSize);
        for (var page = 1; (page - 1) * size < count; page++)
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"coins/markets?vs_currency=usd&order=market_cap_desc&per_page={size}&page={page}&sparkline=true&price_change_percentage=1h,24h,7d");
            var answer = await http.Get(new Uri(options.CoinGecko, query), Header(), cancel);
            var rows = Read(answer, out var refused);
            quotes.AddRange(rows);
            bad += refused;
            if (rows.Count + refused < size)
                break;
        }
        return new ListingAnswer([.. quotes.Take(count)], bad);
    }

    private Dictionary<string, string>? Header() =>
        options.CoinGeckoKey is { Length: > 0 } key ? new(StringComparer.Ordinal) { ["x-cg-demo-api-key"] = key } : null;

    private List<CoinQuote> Read(HttpAnswer answer, out int bad)
    {
        using var document = Json.Parse(answer, Name);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw new OutsideFault(OutsideFaultKind.Transient, Name, "BadAnswer", $"{Name} answered something that is no list of coins.");
        var quotes = new List<CoinQuote>();
        bad = 0;
        foreach (var row in document.RootElement.EnumerateArray())
        {
            if (Quote(row, answer.At) is { } quote)
                quotes.Add(quote);
            else
                bad++;
        }
        return quotes;
    }

    private CoinQuote? Quote(JsonElement row, DateTimeOffset at)
    {
        if (row.Words("id") is not { } id || row.Words("symbol") is not { } symbol || row.Words("name") is not { } name || row.Money("current_price") is not { } price || price <= 0)
            return null;
        return new CoinQuote(id, symbol.ToUpperInvariant(), name, price, row.Time("last_updated") ?? at, Name)
        {
            Rank = (int?)row.Money("market_cap_rank"),
            MarketCap = row.Money("market_cap"),
            Volume24h = row.Money("total_volume"),
            Change1h = row.Percent("price_change_percentage_1h_in_currency"),
            Change24h = row.Percent("price_change_percentage_24h_in_currency") ?? row.Percent("price_change_percentage_24h"),
            Change7d = row.Percent("price_change_percentage_7d_in_currency"),
            Circulating = row.Money("circulating_supply"),
            TotalSupply = row.Money("total_supply"),
            MaxSupply = row.Money("max_supply"),
            Week = Thin(row),
        };
    }

    /// <summary>168 hourly prices as 42.</summary>
    private static List<double> Thin(JsonElement row)
    {
        if (!row.TryGetProperty("sparkline_in_7d", out var week) || week.ValueKind != JsonValueKind.Object || !week.TryGetProperty("price", out var prices) || prices.ValueKind != JsonValueKind.Array)
            return [];
        var all = prices.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Number).Select(p => p.GetDouble()).ToList();
        return all.Count <= 42 ? all : [.. Enumerable.Range(0, 42).Select(i => all[(int)((long)i * (all.Count - 1) / 41)])];
    }
}
