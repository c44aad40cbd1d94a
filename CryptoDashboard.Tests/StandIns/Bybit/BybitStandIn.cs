using System.Globalization;
using CryptoDashboard.Core.Bridge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Bybit;

/// <summary>Bybit v5 spot, public REST: a <c>retCode</c> around every answer, candles newest first.</summary>
public sealed class BybitStandIn(IEnumerable<StandInMarket>? markets = null, TimeProvider? time = null) : StandIn("bybit", markets ?? UsualMarkets, time)
{
    public override BridgeExchangeSettings Settings => SettingsOf(
        new { spot = $"http://{Host}", futures = $"http://{Host}", v2 = $"http://{Host}", @public = $"http://{Host}", @private = $"http://{Host}" }, poll: true);

    protected override void Receive(StandInSocket socket, string message) => socket.Abort();

    protected override void Map(WebApplication server)
    {
        server.MapGet("/v5/market/time", () => Result(new { timeSecond = Whole(NowMs / 1_000), timeNano = Whole(NowMs * 1_000_000) }));
        server.MapGet("/v5/market/instruments-info", (HttpContext context) => Listed(context, Instrument));
        server.MapGet("/v5/market/tickers", (HttpContext context) => Listed(context, Ticker));
        server.MapGet("/v5/market/kline", (HttpContext context) => On(context, CandlesOf));
        server.MapGet("/v5/market/orderbook", (HttpContext context) => On(context, (m, query) => Book(m, (int)(Number(query, "limit") ?? 1))));
        server.MapGet("/v5/market/recent-trade", (HttpContext context) => On(context, (m, _) => new { category = "spot", list = m.Trades(60).Reverse().Select(t => Trade(m, t)) }));
    }

    private static string Id(StandInMarket m) => m.Base + m.Quote;

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private IResult Result(object result) => Reply(new { retCode = 0, retMsg = "OK", result, retExtInfo = new { }, time = NowMs });

    private IResult Listed(HttpContext context, Func<StandInMarket, object> row)
    {
        var query = context.Request.Query;
        if (query["category"] != "spot")
            return Result(new { category = query["category"].ToString(), list = Array.Empty<object>(), nextPageCursor = "" });
        var wanted = query["symbol"].ToString();
        return Result(new { category = "spot", list = Markets.Values.Where(m => wanted.Length == 0 || Id(m) == wanted).Select(row) });
    }

    private static object Instrument(StandInMarket m) => new
    {
        symbol = Id(m),
        baseCoin = m.Base,
        quoteCoin = m.Quote,
        innovation = "0",
        status = m.IsActive ? "Trading" : "PreLaunch",
        marginTrading = "none",
        lotSizeFilter = new { basePrecision = Short(m.Lot), quotePrecision = "0.00000001", minOrderQty = Short(m.Lot), maxOrderQty = "71.73956243", minOrderAmt = Short(m.MinCost), maxOrderAmt = "2000000" },
        priceFilter = new { tickSize = Short(m.Tick) },
        riskParameters = new { limitParameter = "0.03", marketParameter = "0.03" },
    };

    private static object Ticker(StandInMarket m) => new
    {
        symbol = Id(m),
        bid1Price = Short(m.Bid),
        bid1Size = Short(m.Lot * 100),
        ask1Price = Short(m.Ask),
        ask1Size = Short(m.Lot * 100),
        lastPrice = Short(m.Price),
        prevPrice24h = Short(m.Open24h),
        price24hPcnt = Short(Math.Round((m.Price / m.Open24h) - 1, 4)),
        highPrice24h = Short(Math.Max(m.Price, m.Open24h)),
        lowPrice24h = Short(Math.Min(m.Price, m.Open24h)),
        turnover24h = Short(m.Lot * 1_000_000 * m.Price),
        volume24h = Short(m.Lot * 1_000_000),
        usdIndexPrice = Short(m.Price),
    };

    private object CandlesOf(StandInMarket m, IQueryCollection query)
    {
        var interval = query["interval"].ToString();
        var timeframe = interval switch { "D" => "1d", "W" => "1w", _ => interval + "m" };
        var candles = Candles(m, timeframe, Number(query, "start"), Number(query, "end"), (int)Math.Clamp(Number(query, "limit") ?? 200, 1, 1_000));
        return new { category = "spot", symbol = Id(m), list = candles.Reverse().Select(c => new[] { Whole(c.OpenMs), Short(c.Open), Short(c.High), Short(c.Low), Short(c.Close), Short(c.Volume), Short(c.Volume * c.Close) }) };
    }

    private object Book(StandInMarket m, int depth) => new
    {
        s = Id(m),
        b = m.Levels(isBids: true, depth).Select(l => new[] { Short(l.Price), Short(l.Amount) }),
        a = m.Levels(isBids: false, depth).Select(l => new[] { Short(l.Price), Short(l.Amount) }),
        ts = NowMs,
        u = 230_704,
        seq = 1_432_604_333,
        cts = NowMs,
    };

    private static object Trade(StandInMarket m, StandInTrade t) => new { execId = $"2290000000{t.Id:D10}-spot", symbol = Id(m), price = Short(t.Price), size = Short(t.Amount), side = t.IsBuy ? "Buy" : "Sell", time = Whole(t.TimeMs), isBlockTrade = false };

    private IResult On(HttpContext context, Func<StandInMarket, IQueryCollection, object> answer) =>
        Markets.Values.FirstOrDefault(m => Id(m) == context.Request.Query["symbol"]) is { } market
            ? Result(answer(market, context.Request.Query))
            : Reply(new { retCode = 10001, retMsg = "Not supported symbols", result = new { }, retExtInfo = new { }, time = NowMs });
}
