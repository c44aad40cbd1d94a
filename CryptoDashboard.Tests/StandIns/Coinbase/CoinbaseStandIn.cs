using System.Globalization;
using CryptoDashboard.Core.Bridge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Coinbase;

/// <summary>Coinbase Advanced, public REST: every number is text, candles come newest first and say no timeframe shorter than a minute.</summary>
public sealed class CoinbaseStandIn(IEnumerable<StandInMarket>? markets = null, TimeProvider? time = null) : StandIn("coinbase", markets ?? UsualMarkets, time)
{
    private const string Products = "/api/v3/brokerage/market/products";

    public override BridgeExchangeSettings Settings => SettingsOf(new { rest = $"http://{Host}" }, poll: true);

    protected override void Receive(StandInSocket socket, string message) => socket.Abort();

    protected override void Map(WebApplication server)
    {
        server.MapGet("/v2/time", () => Reply(new { data = new { iso = Iso(Now), epoch = NowMs / 1_000 } }));
        server.MapGet("/api/v3/brokerage/time", () => Reply(new { iso = Iso(Now), epochSeconds = Whole(NowMs / 1_000), epochMillis = Whole(NowMs) }));
        server.MapGet("/v2/currencies", () => Reply(new { data = new[] { new { id = "USD", name = "US Dollar", min_size = "0.01" } } }));
        server.MapGet("/v2/currencies/crypto", () => Reply(new { data = Markets.Values.Select(m => new { asset_id = m.Base, code = m.Base, name = m.Base, color = "#0433FF", sort_index = 1, exponent = 8, type = "crypto", address_regex = "^$" }) }));
        server.MapGet("/v2/exchange-rates", () => Reply(new { data = new { currency = "USD", rates = Markets.Values.ToDictionary(m => m.Base, m => Text(1 / m.Price)) } }));
        server.MapGet(Products, (HttpContext context) => List(context.Request.Query));
        server.MapGet(Products + "/{id}", (string id) => On(id, Product));
        server.MapGet(Products + "/{id}/candles", (string id, HttpContext context) => On(id, m => CandlesOf(m, context.Request.Query)));
        server.MapGet(Products + "/{id}/ticker", (string id) => On(id, m => new { trades = m.Trades(100).Reverse().Select(t => Trade(m, t)), best_bid = Short(m.Bid), best_ask = Short(m.Ask) }));
        server.MapGet("/api/v3/brokerage/market/product_book", (HttpContext context) => On(context.Request.Query["product_id"].ToString(), m => new { pricebook = Book(m, (int)(Number(context.Request.Query, "limit") ?? 100)) }));
    }

    private static string Id(StandInMarket m) => $"{m.Base}-{m.Quote}";

    private static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private IResult List(IQueryCollection query)
    {
        // Contracts are asked for apart; there are none here.
        var wanted = query["product_ids"].SelectMany(ids => ids!.Split(',')).ToList();
        var found = query["product_type"] == "FUTURE" ? [] : Markets.Values.Where(m => wanted.Count == 0 || wanted.Contains(Id(m))).ToList();
        return Reply(new { products = found.Select(Product), num_products = found.Count, pagination = (object?)null });
    }

    private object Product(StandInMarket m) => new
    {
        product_id = Id(m),
        price = Short(m.Price),
        price_percentage_change_24h = Short(Math.Round((m.Price / m.Open24h * 100) - 100, 6)),
        volume_24h = Short(m.Lot * 1_000_000),
        volume_percentage_change_24h = "1.5",
        base_increment = Short(m.Lot),
        quote_increment = Short(m.Tick),
        quote_min_size = Short(m.MinCost),
        quote_max_size = "150000000",
        base_min_size = Short(m.Lot),
        base_max_size = "3400",
        base_name = m.Base,
        quote_name = m.Quote,
        watched = false,
        is_disabled = false,
        @new = false,
        status = m.IsActive ? "online" : "offline",
        cancel_only = false,
        limit_only = false,
        post_only = false,
        trading_disabled = !m.IsActive,
        auction_mode = false,
        product_type = "SPOT",
        quote_currency_id = m.Quote,
        base_currency_id = m.Base,
        fcm_trading_session_details = (object?)null,
        mid_market_price = "",
        alias = "",
        alias_to = Array.Empty<string>(),
        base_display_symbol = m.Base,
        quote_display_symbol = m.Quote,
        view_only = false,
        price_increment = Short(m.Tick),
        display_name = Id(m),
        product_venue = "CBE",
        approximate_quote_24h_volume = Short(m.Lot * 1_000_000 * m.Price),
    };

    private object CandlesOf(StandInMarket m, IQueryCollection query)
    {
        var timeframe = query["granularity"].ToString() switch
        {
            "ONE_MINUTE" => "1m",
            "FIVE_MINUTE" => "5m",
            "FIFTEEN_MINUTE" => "15m",
            "THIRTY_MINUTE" => "30m",
            "ONE_HOUR" => "1h",
            "TWO_HOUR" => "2h",
            "SIX_HOUR" => "6h",
            _ => "1d",
        };
        var candles = Candles(m, timeframe, Number(query, "start") * 1_000, Number(query, "end") * 1_000, 350);
        return new
        {
            candles = candles.Reverse().Select(c => new { start = Whole(c.OpenMs / 1_000), low = Short(c.Low), high = Short(c.High), open = Short(c.Open), close = Short(c.Close), volume = Short(c.Volume) }),
        };
    }

    private static object Trade(StandInMarket m, StandInTrade t) => new
    {
        trade_id = Whole(t.Id),
        product_id = Id(m),
        price = Short(t.Price),
        size = Short(t.Amount),
        time = Iso(DateTimeOffset.FromUnixTimeMilliseconds(t.TimeMs)),
        side = t.IsBuy ? "BUY" : "SELL",
        bid = "",
        ask = "",
        exchange = "coinbase",
    };

    private object Book(StandInMarket m, int depth) => new
    {
        product_id = Id(m),
        bids = m.Levels(isBids: true, depth).Select(l => new { price = Short(l.Price), size = Short(l.Amount) }),
        asks = m.Levels(isBids: false, depth).Select(l => new { price = Short(l.Price), size = Short(l.Amount) }),
        time = Iso(Now),
    };

    private IResult On(string id, Func<StandInMarket, object> answer) =>
        Markets.Values.FirstOrDefault(m => Id(m) == id) is { } market
            ? Reply(answer(market))
            : Reply(new { error = "INVALID_ARGUMENT", error_details = "ProductID is invalid", message = "ProductID is invalid" }, 400);
}
