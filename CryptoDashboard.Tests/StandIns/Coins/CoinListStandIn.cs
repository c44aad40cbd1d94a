using System.Globalization;
using CryptoDashboard.Core.Bridge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CryptoDashboard.Tests.StandIns.Coins;

/// <summary>CoinGecko's and CoinMarketCap's lists of coins on one server, each at its own path.</summary>
public sealed class CoinListStandIn(TimeProvider? time = null) : StandIn("coins", [], time)
{
    public const string CoinMarketCapKey = "stand-in-coinmarketcap-key";

    /// <summary>What CoinGecko lists, largest first.</summary>
    public List<ListedCoin> Gecko { get; } = [.. Usual(250)];

    /// <summary>What CoinMarketCap lists, largest first.</summary>
    public List<ListedCoin> MarketCap { get; } = [.. Usual(250)];

    /// <summary>What the fear and greed index says, 0 to 100.</summary>
    public int FearGreed { get; set; } = 63;

    public Uri FearGreedAddress => new($"http://{Host}/fng/");

    public Uri GeckoAddress => new($"http://{Host}/api/v3/");

    public Uri MarketCapAddress => new($"http://{Host}/cmc/");

    public override BridgeExchangeSettings Settings => throw new NotSupportedException("No exchange.");

    protected override void Receive(StandInSocket socket, string message) => socket.Abort();

    protected override void Map(WebApplication server)
    {
        server.MapGet("/api/v3/coins/markets", (HttpContext context) =>
        {
            const string Tag = "W/\"5f0c\"";
            context.Response.Headers.ETag = Tag;
            var query = context.Request.Query;
            var size = (int)(Number(query, "per_page") ?? 100);
            return Reply(Gecko.Skip((int)((Number(query, "page") ?? 1) - 1) * size).Take(size).Select(GeckoRow));
        });
        server.MapGet("/api/v3/global", () => Reply(new { data = new { active_cryptocurrencies = 13_690, markets = 1_046, total_market_cap = new { usd = Gecko.Sum(c => c.MarketCap) }, total_volume = new { usd = Gecko.Sum(c => c.Volume) }, market_cap_percentage = new { btc = Percent("bitcoin"), eth = Percent("ethereum") }, updated_at = NowMs / 1_000 } }));
        server.MapGet("/api/v3/coins/{id}/market_chart", (string id, HttpContext context) => Gecko.Find(c => c.Id == id) is { } coin
            ? Reply(new { prices = Days(coin.Price, (int)(Number(context.Request.Query, "days") ?? 1)) })
            : Reply(new { error = "coin not found" }, 404));
        server.MapGet("/fng/", () => Reply(new { name = "Fear and Greed Index", data = new[] { new { value = FearGreed.ToString(CultureInfo.InvariantCulture), value_classification = "Greed", timestamp = (NowMs / 1_000).ToString(CultureInfo.InvariantCulture), time_until_update = "3600" } }, metadata = new { error = (string?)null } }));
        server.MapGet("/cmc/v1/cryptocurrency/listings/latest", (HttpContext context) =>
            context.Request.Headers["X-CMC_PRO_API_KEY"] == CoinMarketCapKey
                ? Reply(new { status = new { timestamp = Iso(), error_code = 0, error_message = (string?)null, elapsed = 4, credit_count = 1 }, data = MarketCap.Take((int)(Number(context.Request.Query, "limit") ?? 100)).Select(MarketCapRow) })
                : Reply(new { status = new { timestamp = Iso(), error_code = 1001, error_message = "This API Key is invalid.", elapsed = 0, credit_count = 0 } }, 401));
    }

    private static IEnumerable<ListedCoin> Usual(int count)
    {
        (string Id, string Symbol, string Name, decimal Price, decimal Supply)[] known =
        [
            ("bitcoin", "BTC", "Bitcoin", 60_000, 19_700_000), ("ethereum", "ETH", "Ethereum", 3_000, 120_000_000), ("tether", "USDT", "Tether", 1, 110_000_000_000),
            ("solana", "SOL", "Solana", 150, 460_000_000), ("binancecoin", "BNB", "BNB", 420, 147_000_000), ("ripple", "XRP", "XRP", 0.52m, 55_000_000_000),
            ("dogecoin", "DOGE", "Dogecoin", 0.12m, 144_000_000_000), ("cardano", "ADA", "Cardano", 0.45m, 35_000_000_000), ("litecoin", "LTC", "Litecoin", 72, 74_000_000),
        ];
        for (var i = 0; i < count; i++)
        {
            var (id, symbol, name, price, supply) = i < known.Length ? known[i] : ($"coin-{i}", $"C{i}", $"Coin {i}", 10m / i, 1_000_000_000m / i);
            var swing = (decimal)Math.Round(Math.Sin(i * 1.7) * 8, 3);
            yield return new ListedCoin(id, symbol, name, i + 1, price, price * supply, price * supply / 20, Math.Round(swing / 9, 3), swing, Math.Round(swing * 1.8m, 3));
        }
    }

    private double Percent(string id) => (double)(Gecko.First(c => c.Id == id).MarketCap / Gecko.Sum(c => c.MarketCap) * 100);

    /// <summary>A line of days that rises by a third and ends at the price.</summary>
    private IEnumerable<object[]> Days(decimal price, int days) => Enumerable.Range(0, days + 1).Select(i => new object[]
    {
        NowMs - ((days - i) * 86_400_000L), Math.Round(price * (1 - (0.25m * (days - i) / days) + (i == days ? 0 : 0.02m * (decimal)Math.Sin(i * 1.3))), 6),
    });

    private string Iso() => Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private object GeckoRow(ListedCoin c) => new
    {
        id = c.Id,
        symbol = c.Symbol.ToLowerInvariant(),
        name = c.Name,
        image = "",
        current_price = c.Price,
        market_cap = c.MarketCap,
        market_cap_rank = c.Rank,
        fully_diluted_valuation = (decimal?)null,
        total_volume = c.Volume,
        high_24h = c.Price * 1.02m,
        low_24h = c.Price * 0.98m,
        price_change_24h = c.Price * (c.Change24h ?? 0) / 100,
        price_change_percentage_24h = c.Change24h,
        circulating_supply = c.Price == 0 ? 0 : c.MarketCap / c.Price,
        total_supply = (decimal?)null,
        max_supply = (decimal?)(c.Symbol == "BTC" ? 21_000_000 : null),
        last_updated = Iso(),
        sparkline_in_7d = new { price = Enumerable.Range(0, 168).Select(i => Math.Round(c.Price * (1 + (0.03m * (decimal)Math.Sin((i + c.Rank) / 11.0))), 8)) },
        price_change_percentage_1h_in_currency = c.Change1h,
        price_change_percentage_24h_in_currency = c.Change24h,
        price_change_percentage_7d_in_currency = c.Change7d,
    };

    private object MarketCapRow(ListedCoin c) => new
    {
        id = c.Rank,
        name = c.Name,
        symbol = c.Symbol,
        slug = c.Id == "ripple" ? "xrp" : c.Id,
        num_market_pairs = 10,
        date_added = "2013-04-28T00:00:00.000Z",
        tags = Array.Empty<string>(),
        max_supply = (decimal?)null,
        circulating_supply = c.MarketCap / c.Price,
        total_supply = c.MarketCap / c.Price,
        platform = (object?)null,
        cmc_rank = c.Rank,
        last_updated = Iso(),
        quote = new { USD = new { price = c.Price, volume_24h = c.Volume, percent_change_1h = c.Change1h, percent_change_24h = c.Change24h, percent_change_7d = c.Change7d, market_cap = c.MarketCap, last_updated = Iso() } },
    };
}
