using Microsoft.AspNetCore.Http;
using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>Binance's answers. Field names, order and JSON types are those of its documentation.</summary>
internal static class BinanceJson
{
    private static readonly string[] OrderTypes = ["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT"];

    public static IResult Error(int status, int code, string message) => Results.Json(new { code, msg = message }, StandIn.Json, statusCode: status);

    public static object ExchangeInfo(IEnumerable<StandInMarket> markets, object[] limits, long nowMs) => new
    {
        timezone = "UTC",
        serverTime = nowMs,
        rateLimits = limits,
        exchangeFilters = Array.Empty<object>(),
        symbols = markets.Select(Symbol),
    };

    public static object Ticker(StandInMarket m, long nowMs) => new
    {
        symbol = m.Base + m.Quote,
        priceChange = Text(m.Price - m.Open24h),
        priceChangePercent = Math.Round((m.Price / m.Open24h * 100) - 100, 3).ToString("0.000", System.Globalization.CultureInfo.InvariantCulture),
        weightedAvgPrice = Text((m.Price + m.Open24h) / 2),
        prevClosePrice = Text(m.Open24h),
        lastPrice = Text(m.Price),
        lastQty = Text(m.Lot * 100),
        bidPrice = Text(m.Bid),
        bidQty = Text(m.Lot * 100),
        askPrice = Text(m.Ask),
        askQty = Text(m.Lot * 100),
        openPrice = Text(m.Open24h),
        highPrice = Text(Math.Max(m.Price, m.Open24h)),
        lowPrice = Text(Math.Min(m.Price, m.Open24h)),
        volume = Text(m.Lot * 1_000_000),
        quoteVolume = Text(m.Lot * 1_000_000 * m.Price),
        openTime = nowMs - 86_400_000,
        closeTime = nowMs,
        firstId = 1,
        lastId = 1_000,
        count = 1_000,
    };

    public static object BookTicker(StandInMarket m) => new
    {
        symbol = m.Base + m.Quote,
        bidPrice = Text(m.Bid),
        bidQty = Text(m.Lot * 100),
        askPrice = Text(m.Ask),
        askQty = Text(m.Lot * 100),
    };

    public static object Candle(StandInCandle c, long stepMs) => new object[]
    {
        c.OpenMs, Text(c.Open), Text(c.High), Text(c.Low), Text(c.Close), Text(c.Volume), c.OpenMs + stepMs - 1,
        Text(c.Volume * c.Close), 10, Text(c.Volume / 2), Text(c.Volume / 2 * c.Close), "0",
    };

    public static object Trade(StandInTrade t) => new
    {
        id = t.Id,
        price = Text(t.Price),
        qty = Text(t.Amount),
        quoteQty = Text(t.Price * t.Amount),
        time = t.TimeMs,
        isBuyerMaker = !t.IsBuy,
        isBestMatch = true,
    };

    public static object AggregateTrade(StandInTrade t) => new Message
    {
        ["a"] = t.Id,
        ["p"] = Text(t.Price),
        ["q"] = Text(t.Amount),
        ["f"] = t.Id,
        ["l"] = t.Id,
        ["T"] = t.TimeMs,
        ["m"] = !t.IsBuy,
        ["M"] = true,
    };

    private static object Symbol(StandInMarket m) => new
    {
        symbol = m.Base + m.Quote,
        status = m.IsActive ? "TRADING" : "BREAK",
        baseAsset = m.Base,
        baseAssetPrecision = 8,
        quoteAsset = m.Quote,
        quotePrecision = 8,
        quoteAssetPrecision = 8,
        baseCommissionPrecision = 8,
        quoteCommissionPrecision = 8,
        orderTypes = OrderTypes,
        icebergAllowed = true,
        ocoAllowed = true,
        quoteOrderQtyMarketAllowed = true,
        allowTrailingStop = true,
        cancelReplaceAllowed = true,
        isSpotTradingAllowed = true,
        isMarginTradingAllowed = false,
        filters = new object[]
        {
            new { filterType = "PRICE_FILTER", minPrice = Text(m.Tick), maxPrice = Text(10_000_000), tickSize = Text(m.Tick) },
            new { filterType = "LOT_SIZE", minQty = Text(m.Lot), maxQty = Text(9_000_000), stepSize = Text(m.Lot) },
            new { filterType = "MARKET_LOT_SIZE", minQty = Text(0), maxQty = Text(100_000), stepSize = Text(0) },
            new { filterType = "PERCENT_PRICE_BY_SIDE", bidMultiplierUp = "5", bidMultiplierDown = "0.2", askMultiplierUp = "5", askMultiplierDown = "0.2", avgPriceMins = 5 },
            new { filterType = "MAX_NUM_ORDERS", maxNumOrders = m.MaxOrders },
            new { filterType = "MAX_NUM_ALGO_ORDERS", maxNumAlgoOrders = m.MaxStops },
            new { filterType = "NOTIONAL", minNotional = Text(m.MinCost), applyMinToMarket = true, maxNotional = Text(9_000_000), applyMaxToMarket = false, avgPriceMins = 5 },
        },
        permissions = Array.Empty<string>(),
        permissionSets = new[] { new[] { "SPOT" } },
        defaultSelfTradePreventionMode = "NONE",
        allowedSelfTradePreventionModes = new[] { "NONE" },
    };
}
