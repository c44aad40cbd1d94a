using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using CryptoDashboard.Core.Bridge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Tests.StandIns;

/// <summary>
/// A server on this machine that speaks an exchange's wire format, for tests and for clicking through the product without the internet.
/// Its prices are made up; what it answers looks as the exchange's own documentation and recorded answers do.
/// </summary>
public abstract class StandIn : IAsyncDisposable
{
    private readonly ConcurrentDictionary<StandInSocket, byte> _sockets = new();
    private readonly TimeProvider _time;
    private WebApplication? _server;

    protected StandIn(string exchange, IEnumerable<StandInMarket> markets, TimeProvider? time = null)
    {
        (Exchange, _time) = (exchange, time ?? TimeProvider.System);
        foreach (var market in markets)
            Markets[market.Symbol] = market;
    }

    /// <summary>How all stand-ins write JSON: names as they are, no escapes that exchanges do not use.</summary>
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>ccxt's id of the exchange.</summary>
    public string Exchange { get; }

    public Faults Faults { get; } = new();

    /// <summary>By ccxt's symbol.</summary>
    public ConcurrentDictionary<string, StandInMarket> Markets { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths of the requests so far, newest last.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary><c>127.0.0.1:port</c>, once started.</summary>
    public string Host { get; private set; } = "";

    public DateTimeOffset Now => _time.GetUtcNow() + Faults.ClockSkew;

    protected long NowMs => Now.ToUnixTimeMilliseconds();

    internal long ServerMs => NowMs;

    internal void Broadcast(string topic, Func<object> message) => Publish(topic, message);

    protected IEnumerable<StandInSocket> Sockets => _sockets.Keys;

    /// <summary>After how long ccxt gives an answer up: short only for a test that waits for that, as a busy machine makes answers slow.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>What makes ccxt speak to this stand-in instead of the exchange.</summary>
    public abstract BridgeExchangeSettings Settings { get; }

    public static IEnumerable<StandInMarket> UsualMarkets =>
    [
        new("BTC", "USDT", 60_000m, 0.01m, 0.00001m),
        new("ETH", "USDT", 3_000m, 0.01m, 0.0001m),
        new("SOL", "USDT", 150m, 0.01m, 0.001m),
    ];

    public async Task Start(CancellationToken cancel, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _server = builder.Build();
        _server.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        _server.Use(Misbehave);
        _server.Use(Upgrade);
        Map(_server);
        await _server.StartAsync(cancel);
        var address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Host = new Uri(address).Authority;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Faults.Release();
        Faults.DropSockets();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>Moves the price; one trade tells of it.</summary>
    public virtual void SetPrice(string symbol, decimal price, decimal amount = 1)
    {
        var market = Markets[symbol];
        market.Price = price;
        market.AddTrade(price, amount, isBuy: true, NowMs);
    }

    /// <summary>A candle on the stream, where there is one, and what REST answers from then on.</summary>
    public virtual void PushCandle(string symbol, string timeframe, StandInCandle candle, bool isClosed) => Markets[symbol].Push(timeframe, candle);

    /// <summary>A change of the order book on the stream, where there is one.</summary>
    /// <param name="skip">How many updates are left out before it, as if they were lost.</param>
    public virtual void PushBook(string symbol, decimal bidAmount, int skip = 0)
    {
    }

    /// <summary>Adds the routes.</summary>
    protected abstract void Map(WebApplication server);

    /// <summary>A message from a client's socket.</summary>
    protected abstract void Receive(StandInSocket socket, string message);

    /// <summary>Sends a message to every socket that has subscribed to the topic.</summary>
    protected void Publish(string topic, Func<object> message)
    {
        byte[]? bytes = null;
        foreach (var socket in _sockets.Keys)
        {
            if (socket.Wants(topic))
                socket.Send(bytes ??= JsonSerializer.SerializeToUtf8Bytes(message(), Json));
        }
    }

    /// <summary>The whole number of a query's field, or null.</summary>
    internal static long? Number(IQueryCollection query, string name) => long.TryParse(query[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The last <paramref name="limit"/> candles up to now, the one being made among them; oldest first.</summary>
    protected IReadOnlyList<StandInCandle> Candles(StandInMarket market, string timeframe, long? fromMs, long? toMs, int limit)
    {
        var step = StandInTimeframe.Milliseconds(timeframe);
        var to = Math.Min(toMs ?? NowMs, NowMs);
        return market.Candles(timeframe, step, fromMs ?? (to / step * step) - ((limit - 1) * step), to, limit);
    }

    /// <summary>An answer in the stand-in's JSON.</summary>
    protected static IResult Reply(object body, int status = 200) => Results.Json(body, Json, statusCode: status);

    protected BridgeExchangeSettings SettingsOf(object urls, object? options = null, bool? poll = null) => new()
    {
        Urls = JsonSerializer.SerializeToElement(new { api = urls }, Json),
        Options = options is null ? null : JsonSerializer.SerializeToElement(options, Json),
        RateLimit = false,
        TimeoutMs = (int)AnswerWithin.TotalMilliseconds,
        PollMs = 100,
        Poll = poll,
    };

    private async Task Misbehave(HttpContext context, RequestDelegate next)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        var fault = Faults.Take(context.Request.Path, context.Request.Method);
        switch (fault)
        {
            case HttpFault.Status status:
                context.Response.StatusCode = status.Code;
                context.Response.ContentType = status.ContentType;
                if (status.RetryAfter is { } wait)
                    context.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await context.Response.WriteAsync(status.Body);
                return;
            case HttpFault.Drop:
                context.Abort();
                return;
            case HttpFault.Stall:
                await Faults.WhenReleased().WaitAsync(context.RequestAborted);
                break;
            case HttpFault.Slow slow:
                await Task.Delay(slow.By, context.RequestAborted);
                break;
            case HttpFault.AnswerLost or HttpFault.AnswerStalls:
                await Lose(context, next, fault is HttpFault.AnswerStalls);
                return;
        }
        await next(context);
    }

    /// <summary>Works on the request, keeps the answer to itself.</summary>
    private async Task Lose(HttpContext context, RequestDelegate next, bool isStalled)
    {
        var body = context.Response.Body;
        context.Response.Body = new MemoryStream();
        await next(context);
        if (isStalled)
            await Faults.WhenReleased().WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Response.Body = body;
        context.Abort();
    }

    private async Task Upgrade(HttpContext context, RequestDelegate next)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }
        if (Faults.RefuseSockets)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        using var accepted = await context.WebSockets.AcceptWebSocketAsync();
        using var socket = new StandInSocket(accepted, context.Request.Path, Faults);
        _sockets[socket] = 0;
        Faults.Opened(socket);
        try
        {
            Opened(socket);
            await socket.Run(Receive, context.RequestAborted);
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
            Faults.Closed(socket);
        }
    }

    /// <summary>A client has opened a socket.</summary>
    protected virtual void Opened(StandInSocket socket)
    {
    }
}
