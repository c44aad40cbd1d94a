using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CryptoDashboard.Core.Bridge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Kraken;

/// <summary>Kraken spot, public REST: names of its own for assets, numbers as text in arrays, faults with status 200; and public sockets.</summary>
public sealed class KrakenStandIn : StandIn
{
    private readonly KrakenStreams _streams;

    public KrakenStandIn(IEnumerable<StandInMarket>? markets = null, TimeProvider? time = null)
        : base("kraken", markets ?? UsualMarkets, time) => _streams = new KrakenStreams(this);

    /// <summary>Whether the desk is told to listen to its sockets; otherwise it asks by REST.</summary>
    public bool HasStreams { get; init; }

    public const string ApiKey = "kraken-key";

    public static readonly string Secret = Convert.ToBase64String(Encoding.UTF8.GetBytes("a secret of sixty-four bytes or so, which is what Kraken hands out"));

    /// <summary>Every countdown that was asked for, in seconds, in order.</summary>
    public ConcurrentQueue<int> Countdowns { get; } = new();

    public override BridgeExchangeSettings Settings => SettingsOf(
        new { @public = $"http://{Host}", @private = $"http://{Host}", ws = new { publicV2 = $"ws://{Host}/v2" } }, poll: HasStreams ? null : true);

    public override void SetPrice(string symbol, decimal price, decimal amount = 1)
    {
        base.SetPrice(symbol, price, amount);
        _streams.Traded(Markets[symbol], Markets[symbol].Trades(1)[0]);
        _streams.Ticker(Markets[symbol]);
    }

    public override void PushCandle(string symbol, string timeframe, StandInCandle candle, bool isClosed)
    {
        base.PushCandle(symbol, timeframe, candle, isClosed);
        _streams.Candle(Markets[symbol], timeframe, candle);
    }

    public override void PushBook(string symbol, decimal bidAmount, int skip = 0) => _streams.Book(Markets[symbol], bidAmount, isLost: skip > 0);

    protected override void Opened(StandInSocket socket) => KrakenStreams.Greet(socket);

    protected override void Receive(StandInSocket socket, string message) => _streams.Receive(socket, message);

    protected override void Map(WebApplication server)
    {
        server.MapGet("/0/public/Time", () => Result(new { unixtime = NowMs / 1_000, rfc1123 = Now.ToString("R", CultureInfo.InvariantCulture) }));
        server.MapGet("/0/public/Assets", () => Result(Markets.Values.SelectMany(m => new[] { m.Base, m.Quote }).Distinct().ToDictionary(AssetId, a => new
        {
            aclass = "currency",
            altname = AltName(a),
            decimals = 10,
            display_decimals = 5,
            status = "enabled",
        })));
        server.MapGet("/0/public/AssetPairs", () => Result(Markets.Values.ToDictionary(Id, Pair)));
        server.MapGet("/0/public/Ticker", (HttpContext context) => Tickers(context.Request.Query["pair"].ToString()));
        server.MapGet("/0/public/OHLC", (HttpContext context) => OnMarket(context, (m, query) => Ohlc(m, Number(query, "interval") ?? 1, Number(query, "since"))));
        server.MapPost("/0/private/CancelAllOrdersAfter", (Delegate)CancelAllAfter);
        server.MapGet("/0/public/Depth", (HttpContext context) => OnMarket(context, (m, query) => Depth(m, (int)(Number(query, "count") ?? 100))));
        server.MapGet("/0/public/Trades", (HttpContext context) => OnMarket(context, (m, _) => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Id(m)] = m.Trades(1_000).Select(t => new object[] { Price(t.Price), Text(t.Amount), t.TimeMs / 1_000m, t.IsBuy ? "b" : "s", "m", "", t.Id }),
            ["last"] = (NowMs * 1_000_000).ToString(CultureInfo.InvariantCulture),
        }));
    }

    /// <summary>Cancel everything after a while: signed as Kraken wants it, by the path and a hash of number and body.</summary>
    private async Task<IResult> CancelAllAfter(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(body);
        var message = (byte[])[.. Encoding.UTF8.GetBytes(context.Request.Path), .. SHA256.HashData(Encoding.UTF8.GetBytes(form["nonce"] + body))];
        var signature = Convert.ToBase64String(HMACSHA512.HashData(Convert.FromBase64String(Secret), message));
        if (context.Request.Headers["API-Key"] != ApiKey || context.Request.Headers["API-Sign"] != signature)
            return Reply(new { error = new[] { "EAPI:Invalid signature" } });
        var seconds = int.Parse(form["timeout"].ToString(), CultureInfo.InvariantCulture);
        Countdowns.Enqueue(seconds);
        return Result(new { currentTime = Now.ToString("s"), triggerTime = seconds == 0 ? "0" : Now.AddSeconds(seconds).ToString("s") });
    }

    private static IResult Result(object result) => Reply(new { error = Array.Empty<string>(), result });

    private static string AltName(string asset) => asset switch { "BTC" => "XBT", "DOGE" => "XDG", _ => asset };

    /// <summary>The older assets have an X or Z before their names.</summary>
    private static string AssetId(string asset) => asset switch { "BTC" => "XXBT", "ETH" => "XETH", "LTC" => "XLTC", "XRP" => "XXRP", "DOGE" => "XXDG", "USD" => "ZUSD", "EUR" => "ZEUR", _ => asset };

    private static string Id(StandInMarket m) => AltName(m.Base) + AltName(m.Quote);

    private static string Price(decimal price) => price.ToString("0.00000", CultureInfo.InvariantCulture);

    private static int Decimals(decimal step) => -(int)Math.Round(Math.Log10((double)step));

    private static object Pair(StandInMarket m) => new
    {
        altname = Id(m),
        wsname = $"{AltName(m.Base)}/{AltName(m.Quote)}",
        aclass_base = "currency",
        @base = AssetId(m.Base),
        aclass_quote = "currency",
        quote = AssetId(m.Quote),
        lot = "unit",
        cost_decimals = 8,
        pair_decimals = Decimals(m.Tick),
        lot_decimals = Decimals(m.Lot),
        lot_multiplier = 1,
        leverage_buy = Array.Empty<int>(),
        leverage_sell = Array.Empty<int>(),
        fees = new[] { new[] { 0, m.Taker * 100 } },
        fees_maker = new[] { new[] { 0, m.Maker * 100 } },
        fee_volume_currency = "ZUSD",
        margin_call = 80,
        margin_stop = 40,
        ordermin = Short(m.Lot * 10),
        costmin = Short(m.MinCost),
        tick_size = Short(m.Tick),
        status = m.IsActive ? "online" : "cancel_only",
    };

    private IResult Tickers(string pairs)
    {
        var wanted = pairs.Length == 0 ? [.. Markets.Values] : pairs.Split(',').Select(Find).ToList();
        return wanted.Contains(null) ? Unknown() : Result(wanted.ToDictionary(m => Id(m!), m => Ticker(m!)));
    }

    private static object Ticker(StandInMarket m) => new
    {
        a = new[] { Price(m.Ask), "1", "1.000" },
        b = new[] { Price(m.Bid), "1", "1.000" },
        c = new[] { Price(m.Price), Text(m.Lot * 100) },
        v = new[] { Text(m.Lot * 500_000), Text(m.Lot * 1_000_000) },
        p = new[] { Price(m.Price), Price((m.Price + m.Open24h) / 2) },
        t = new[] { 500, 1_000 },
        l = new[] { Price(Math.Min(m.Price, m.Open24h)), Price(Math.Min(m.Price, m.Open24h)) },
        h = new[] { Price(Math.Max(m.Price, m.Open24h)), Price(Math.Max(m.Price, m.Open24h)) },
        o = Price(m.Open24h),
    };

    private Dictionary<string, object> Ohlc(StandInMarket m, long minutes, long? since) => new(StringComparer.Ordinal)
    {
        // After the time asked for, not at it; at most 720 of the newest.
        [Id(m)] = Candles(m, $"{minutes}m", since is { } s ? (s * 1_000) + 1 : null, null, 720)
            .Select(c => new object[] { c.OpenMs / 1_000, Price(c.Open), Price(c.High), Price(c.Low), Price(c.Close), Price((c.High + c.Low) / 2), Text(c.Volume), 10 }),
        ["last"] = (NowMs / 60_000 * 60) - 60,
    };

    private Dictionary<string, object> Depth(StandInMarket m, int count) => new(StringComparer.Ordinal)
    {
        [Id(m)] = new
        {
            asks = m.Levels(isBids: false, count).Select(l => new object[] { Price(l.Price), Text(l.Amount), NowMs / 1_000 }),
            bids = m.Levels(isBids: true, count).Select(l => new object[] { Price(l.Price), Text(l.Amount), NowMs / 1_000 }),
        },
    };

    private StandInMarket? Find(string id) => Markets.Values.FirstOrDefault(m => Id(m) == id);

    private static IResult Unknown() => Reply(new { error = new[] { "EQuery:Unknown asset pair" } });

    private IResult OnMarket(HttpContext context, Func<StandInMarket, IQueryCollection, object> answer) =>
        Find(context.Request.Query["pair"].ToString()) is { } market ? Result(answer(market, context.Request.Query)) : Unknown();
}
