using System.Globalization;
using CryptoDashboard.Core.Bridge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Okx;

/// <summary>OKX spot, public REST: everything is text in <c>data</c>, faults are codes with status 200, candles come newest first; and public sockets.</summary>
public sealed class OkxStandIn : StandIn
{
    private readonly OkxStreams _streams;

    public OkxStandIn(IEnumerable<StandInMarket>? markets = null, TimeProvider? time = null)
        : base("okx", markets ?? UsualMarkets, time) => _streams = new OkxStreams(this);

    /// <summary>Whether the desk is told to listen to its sockets; otherwise it asks by REST.</summary>
    public bool HasStreams { get; init; }

    public override BridgeExchangeSettings Settings => SettingsOf(new { rest = $"http://{Host}", ws = $"ws://{Host}/ws/v5" }, poll: HasStreams ? null : true);

    public override void SetPrice(string symbol, decimal price, decimal amount = 1)
    {
        base.SetPrice(symbol, price, amount);
        _streams.Traded(Markets[symbol], Markets[symbol].Trades(1)[0]);
        _streams.Ticker(Markets[symbol]);
    }

    public override void PushCandle(string symbol, string timeframe, StandInCandle candle, bool isClosed)
    {
        base.PushCandle(symbol, timeframe, candle, isClosed);
        _streams.Candle(Markets[symbol], timeframe, candle, isClosed);
    }

    public override void PushBook(string symbol, decimal bidAmount, int skip = 0) => _streams.Book(Markets[symbol], bidAmount, skip);

    protected override void Receive(StandInSocket socket, string message) => _streams.Receive(socket, message);

    protected override void Map(WebApplication server)
    {
        server.MapGet("/api/v5/public/time", () => Data(new { ts = Whole(NowMs) }));
        server.MapGet("/api/v5/public/instruments", (HttpContext context) => Data([.. Wanted(context).Select(Instrument)]));
        server.MapGet("/api/v5/market/tickers", (HttpContext context) => Data([.. Wanted(context).Select(Ticker)]));
        server.MapGet("/api/v5/market/ticker", (HttpContext context) => On(context, (m, _) => [Ticker(m)]));
        server.MapGet("/api/v5/market/candles", (HttpContext context) => On(context, CandlesOf));
        server.MapGet("/api/v5/market/history-candles", (HttpContext context) => On(context, CandlesOf));
        server.MapGet("/api/v5/market/books", (HttpContext context) => On(context, (m, query) => [Book(m, (int)(Number(query, "sz") ?? 1))]));
        server.MapGet("/api/v5/market/trades", (HttpContext context) => On(context, (m, _) => [.. m.Trades(100).Reverse().Select(t => (object)Trade(m, t))]));
    }

    private static IResult Data(params object[] data) => Reply(new { code = "0", msg = "", data });

    internal static string Id(StandInMarket m) => $"{m.Base}-{m.Quote}";

    internal static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private IEnumerable<StandInMarket> Wanted(HttpContext context) => context.Request.Query["instType"] == "SPOT" ? Markets.Values : [];

    private object Instrument(StandInMarket m) => new
    {
        alias = "",
        auctionEndTime = "",
        baseCcy = m.Base,
        category = "1",
        ctMult = "",
        ctType = "",
        ctVal = "",
        ctValCcy = "",
        expTime = "",
        instFamily = "",
        instId = Id(m),
        instType = "SPOT",
        lever = "10",
        listTime = "1548133413000",
        lotSz = Short(m.Lot),
        maxIcebergSz = "9999999999",
        maxLmtAmt = "20000000",
        maxLmtSz = "9999999999",
        maxMktAmt = "1000000",
        maxMktSz = "1000000",
        maxStopSz = "1000000",
        maxTriggerSz = "9999999999",
        maxTwapSz = "9999999999",
        minSz = Short(m.Lot),
        optType = "",
        quoteCcy = m.Quote,
        ruleType = "normal",
        settleCcy = "",
        state = m.IsActive ? "live" : "suspend",
        stk = "",
        tickSz = Short(m.Tick),
        uly = "",
    };

    internal object Ticker(StandInMarket m) => new
    {
        instType = "SPOT",
        instId = Id(m),
        last = Short(m.Price),
        lastSz = Short(m.Lot * 10),
        askPx = Short(m.Ask),
        askSz = Short(m.Lot * 100),
        bidPx = Short(m.Bid),
        bidSz = Short(m.Lot * 100),
        open24h = Short(m.Open24h),
        high24h = Short(Math.Max(m.Price, m.Open24h)),
        low24h = Short(Math.Min(m.Price, m.Open24h)),
        volCcy24h = Short(m.Lot * 1_000_000 * m.Price),
        vol24h = Short(m.Lot * 1_000_000),
        ts = Whole(NowMs),
        sodUtc0 = Short(m.Open24h),
        sodUtc8 = Short(m.Open24h),
    };

    private object[] CandlesOf(StandInMarket m, IQueryCollection query)
    {
        // "after" is older than, "before" is newer than: both exclusive.
        var bar = query["bar"].ToString() is { Length: > 0 } given ? given.Replace("utc", "", StringComparison.Ordinal) : "1m";
        var step = StandInTimeframe.Milliseconds(bar);
        var limit = (int)Math.Clamp(Number(query, "limit") ?? 100, 1, 300);
        var candles = Candles(m, bar, Number(query, "before") + 1, Number(query, "after") - 1, limit);
        return [.. candles.Reverse().Select(c => new[]
        {
            Whole(c.OpenMs), Short(c.Open), Short(c.High), Short(c.Low), Short(c.Close), Short(c.Volume), Short(c.Volume * c.Close), Short(c.Volume * c.Close), c.OpenMs + step <= NowMs ? "1" : "0",
        })];
    }

    private object Book(StandInMarket m, int depth) => new
    {
        asks = m.Levels(isBids: false, depth).Select(l => new[] { Short(l.Price), Short(l.Amount), "0", "1" }),
        bids = m.Levels(isBids: true, depth).Select(l => new[] { Short(l.Price), Short(l.Amount), "0", "1" }),
        ts = Whole(NowMs),
    };

    private static object Trade(StandInMarket m, StandInTrade t) => new { instId = Id(m), side = t.IsBuy ? "buy" : "sell", sz = Short(t.Amount), px = Short(t.Price), tradeId = Whole(t.Id), ts = Whole(t.TimeMs) };

    private IResult On(HttpContext context, Func<StandInMarket, IQueryCollection, object[]> answer) =>
        Markets.Values.FirstOrDefault(m => Id(m) == context.Request.Query["instId"]) is { } market
            ? Data(answer(market, context.Request.Query))
            : Reply(new { code = "51001", msg = "Instrument ID does not exist", data = Array.Empty<object>() });
}
