using System.Text.Json;
using CryptoDashboard.Core.Bridge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>
/// Binance spot: public and signed REST, market streams, and the user data stream of the WebSocket API. Orders are matched against
/// <see cref="StandInMarket.Price"/>, which <see cref="SetPrice"/> moves.
/// </summary>
public sealed class BinanceStandIn : StandIn
{
    public const string ApiKey = "stand-in-key-0001";
    public const string Secret = "stand-in-secret-0001-not-for-any-eyes";

    private readonly BinanceStreams _streams;

    public BinanceStandIn(IEnumerable<StandInMarket>? markets = null, TimeProvider? time = null)
        : base("binance", markets ?? UsualMarkets, time)
    {
        ById = Markets.Values.ToDictionary(m => m.Base + m.Quote, StringComparer.Ordinal);
        Account = new BinanceAccount(() => NowMs);
        Weights = new BinanceWeights(() => NowMs);
        _streams = new BinanceStreams(this);
        Account.Happened += message => _streams.ToUser(message);
    }

    /// <summary>The one account there is: key <see cref="ApiKey"/>, secret <see cref="Secret"/>.</summary>
    public BinanceAccount Account { get; }

    /// <summary>What the address and the account have used of what they may.</summary>
    public BinanceWeights Weights { get; }

    /// <summary>By the exchange's own names: <c>BTCUSDT</c>.</summary>
    public IReadOnlyDictionary<string, StandInMarket> ById { get; }

    /// <summary>Whether the keys may withdraw.</summary>
    public bool KeysMayWithdraw { get; set; }

    /// <summary>Whether keys are accepted.</summary>
    public bool RefuseKeys { get; set; }

    public override BridgeExchangeSettings Settings => SettingsOf(new
    {
        @public = $"http://{Host}/api/v3",
        @private = $"http://{Host}/api/v3",
        v1 = $"http://{Host}/api/v1",
        sapi = $"http://{Host}/sapi/v1",
        sapiV2 = $"http://{Host}/sapi/v2",
        sapiV3 = $"http://{Host}/sapi/v3",
        sapiV4 = $"http://{Host}/sapi/v4",
        // ccxt tells spot from futures by "/stream" in the address.
        ws = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["spot"] = $"ws://{Host}/stream/ws",
            ["ws-api"] = new { spot = $"ws://{Host}/ws-api/v3" },
        },
    });

    internal IEnumerable<StandInSocket> AllSockets => Sockets;

    /// <summary>Whether somebody listens to the news of the account: what happens before goes unheard.</summary>
    public bool IsAccountHeard => Sockets.Any(socket =>
    {
        lock (socket.Topics)
            return socket.Topics.Contains(BinanceStreams.User);
    });

    /// <summary>Moves the price: a trade, tickers, and whatever orders are met.</summary>
    public override void SetPrice(string symbol, decimal price, decimal amount = 1)
    {
        var market = Markets[symbol];
        market.Price = price;
        _streams.Traded(market, market.AddTrade(price, amount, isBuy: true, NowMs));
        _streams.Ticker(market);
        Account.Match(market);
    }

    /// <summary>A ticker and nothing else: for load.</summary>
    public void PushTicker(StandInMarket market) => _streams.Ticker(market);

    /// <summary>A trade and nothing else.</summary>
    public void PushTrade(string symbol, decimal price, decimal amount, bool isBuy = true) =>
        _streams.Traded(Markets[symbol], Markets[symbol].AddTrade(price, amount, isBuy, NowMs));

    public override void PushCandle(string symbol, string timeframe, StandInCandle candle, bool isClosed)
    {
        base.PushCandle(symbol, timeframe, candle, isClosed);
        _streams.Candle(Markets[symbol], timeframe, candle, isClosed);
    }

    public override void PushBook(string symbol, decimal bidAmount, int skip = 0) => _streams.Book(Markets[symbol], bidAmount, skip);

    protected override void Receive(StandInSocket socket, string message) => _streams.Receive(socket, message);

    protected override void Map(WebApplication server)
    {
        Weights.Use(server);
        server.MapGet("/api/v3/ping", () => Reply(new { }));
        server.MapGet("/api/v3/time", () => Reply(new { serverTime = NowMs }));
        server.MapGet("/api/v3/exchangeInfo", () => Reply(BinanceJson.ExchangeInfo(Markets.Values, Weights.Announced, NowMs)));
        server.MapGet("/api/v3/ticker/24hr", Tickers);
        server.MapGet("/api/v3/ticker/bookTicker", (HttpContext context) => OnMarket(context, BinanceJson.BookTicker));
        server.MapGet("/api/v3/ticker/price", (HttpContext context) => OnMarket(context, m => new { symbol = m.Base + m.Quote, price = StandInMarket.Text(m.Price) }));
        server.MapGet("/api/v3/klines", (HttpContext context) => OnMarket(context, m => Candles(m, context.Request.Query)));
        server.MapGet("/api/v3/depth", (HttpContext context) => OnMarket(context, m => _streams.Snapshot(m, Number(context.Request.Query, "limit") ?? 100)));
        server.MapGet("/api/v3/trades", (HttpContext context) => OnMarket(context, m => m.Trades(500).Select(BinanceJson.Trade)));
        server.MapGet("/api/v3/aggTrades", (HttpContext context) => OnMarket(context, m => m.Trades(500).Select(BinanceJson.AggregateTrade)));
        new BinancePrivate(this).Map(server);
    }

    private object Candles(StandInMarket market, IQueryCollection query)
    {
        var timeframe = query["interval"].ToString();
        var step = StandInTimeframe.Milliseconds(timeframe);
        var limit = (int)Math.Clamp(Number(query, "limit") ?? 500, 1, 1_000);
        var to = Number(query, "endTime") ?? NowMs;
        var from = Number(query, "startTime") ?? (to / step * step) - ((limit - 1) * step);
        return market.Candles(timeframe, step, from, to, limit).Select(c => BinanceJson.Candle(c, step));
    }

    private IResult Tickers(HttpContext context)
    {
        if (context.Request.Query.ContainsKey("symbol"))
            return OnMarket(context, m => BinanceJson.Ticker(m, NowMs));
        var ids = context.Request.Query["symbols"].ToString() is { Length: > 0 } list ? JsonSerializer.Deserialize<string[]>(list)! : [.. ById.Keys];
        return ids.All(ById.ContainsKey) ? Reply(ids.Select(id => BinanceJson.Ticker(ById[id], NowMs))) : BinanceJson.Error(400, -1121, "Invalid symbol.");
    }

    private IResult OnMarket(HttpContext context, Func<StandInMarket, object> answer) =>
        ById.TryGetValue(context.Request.Query["symbol"].ToString(), out var market) ? Reply(answer(market)) : BinanceJson.Error(400, -1121, "Invalid symbol.");
}
