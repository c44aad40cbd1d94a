using System.Collections.Concurrent;
using System.Text.Json;
using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>Binance's sockets: market streams with SUBSCRIBE, and the WebSocket API as far as the user data stream needs it.</summary>
internal sealed class BinanceStreams(BinanceStandIn standIn)
{
    internal const string User = "user";
    private readonly ConcurrentDictionary<string, StandInBook> _books = new(StringComparer.Ordinal);

    public void Receive(StandInSocket socket, string message)
    {
        using var document = JsonDocument.Parse(message);
        var request = document.RootElement;
        var id = request.TryGetProperty("id", out var given) ? given.Clone() : default;
        if (socket.Path.StartsWith("/ws-api", StringComparison.Ordinal))
            Answer(socket, id, request);
        else
            Subscribe(socket, id, request);
    }

    public void Ticker(StandInMarket m) => standIn.Broadcast($"{Lower(m)}@ticker", () => new Message
    {
        ["e"] = "24hrTicker",
        ["E"] = standIn.ServerMs,
        ["s"] = m.Base + m.Quote,
        ["p"] = Text(m.Price - m.Open24h),
        ["P"] = Short(Math.Round((m.Price / m.Open24h * 100) - 100, 3)),
        ["w"] = Text((m.Price + m.Open24h) / 2),
        ["x"] = Text(m.Open24h),
        ["c"] = Text(m.Price),
        ["Q"] = Text(m.Lot * 100),
        ["b"] = Text(m.Bid),
        ["B"] = Text(m.Lot * 100),
        ["a"] = Text(m.Ask),
        ["A"] = Text(m.Lot * 100),
        ["o"] = Text(m.Open24h),
        ["h"] = Text(Math.Max(m.Price, m.Open24h)),
        ["l"] = Text(Math.Min(m.Price, m.Open24h)),
        ["v"] = Text(m.Lot * 1_000_000),
        ["q"] = Text(m.Lot * 1_000_000 * m.Price),
        ["O"] = standIn.ServerMs - 86_400_000,
        ["C"] = standIn.ServerMs,
        ["F"] = 1,
        ["L"] = 1_000,
        ["n"] = 1_000,
    });

    public void Traded(StandInMarket m, StandInTrade t) => standIn.Broadcast($"{Lower(m)}@trade", () => new Message
    {
        ["e"] = "trade",
        ["E"] = standIn.ServerMs,
        ["s"] = m.Base + m.Quote,
        ["t"] = t.Id,
        ["p"] = Text(t.Price),
        ["q"] = Text(t.Amount),
        ["T"] = t.TimeMs,
        ["m"] = !t.IsBuy,
        ["M"] = true,
    });

    public void Candle(StandInMarket m, string timeframe, StandInCandle c, bool isClosed) => standIn.Broadcast($"{Lower(m)}@kline_{timeframe}", () => new Message
    {
        ["e"] = "kline",
        ["E"] = standIn.ServerMs,
        ["s"] = m.Base + m.Quote,
        ["k"] = new Message
        {
            ["t"] = c.OpenMs,
            ["T"] = c.OpenMs + StandInTimeframe.Milliseconds(timeframe) - 1,
            ["s"] = m.Base + m.Quote,
            ["i"] = timeframe,
            ["f"] = 1,
            ["L"] = 10,
            ["o"] = Text(c.Open),
            ["c"] = Text(c.Close),
            ["h"] = Text(c.High),
            ["l"] = Text(c.Low),
            ["v"] = Text(c.Volume),
            ["n"] = 10,
            ["x"] = isClosed,
            ["q"] = Text(c.Volume * c.Close),
            ["V"] = Text(c.Volume / 2),
            ["Q"] = Text(c.Volume / 2 * c.Close),
            ["B"] = "0",
        },
    });

    public void Book(StandInMarket m, decimal bidAmount, int skip)
    {
        var (last, bids, asks) = BookOf(m).Move(m, bidAmount, skip);
        standIn.Broadcast($"{Lower(m)}@depth@100ms", () => new Message
        {
            ["e"] = "depthUpdate",
            ["E"] = standIn.ServerMs,
            ["s"] = m.Base + m.Quote,
            ["U"] = last,
            ["u"] = last,
            ["b"] = bids.Select(Level),
            ["a"] = asks.Select(Level),
        });
    }

    public object Snapshot(StandInMarket m, long depth)
    {
        var (last, bids, asks) = BookOf(m).Whole(m);
        return new { lastUpdateId = last, bids = bids.Take((int)depth).Select(Level), asks = asks.Take((int)depth).Select(Level) };
    }

    private StandInBook BookOf(StandInMarket m) => _books.GetOrAdd(m.Symbol, _ => new StandInBook(100));

    private static string[] Level((decimal Price, decimal Amount) level) => [Text(level.Price), Text(level.Amount)];

    public void ToUser(object message)
    {
        foreach (var socket in standIn.AllSockets)
        {
            if (socket.Wants(User))
                socket.Send(new { subscriptionId = 0, @event = message });
        }
    }

    private static string Lower(StandInMarket m) => (m.Base + m.Quote).ToLowerInvariant();

    private static void Subscribe(StandInSocket socket, JsonElement id, JsonElement request)
    {
        var topics = request.GetProperty("params").EnumerateArray().Select(t => t.GetString()!).ToList();
        lock (socket.Topics)
        {
            if (request.GetProperty("method").GetString() == "UNSUBSCRIBE")
                socket.Topics.ExceptWith(topics);
            else
                socket.Topics.UnionWith(topics);
        }
        socket.Send(new { result = (object?)null, id });
    }

    private void Answer(StandInSocket socket, JsonElement id, JsonElement request)
    {
        var rateLimits = new[] { new { rateLimitType = "REQUEST_WEIGHT", interval = "MINUTE", intervalNum = 1, limit = 6000, count = 4 } };
        switch (request.GetProperty("method").GetString())
        {
            case "ping":
                socket.Send(new { id, status = 200, result = new { }, rateLimits });
                break;
            case "time":
                socket.Send(new { id, status = 200, result = new { serverTime = standIn.ServerMs }, rateLimits });
                break;
            case "userDataStream.subscribe.signature":
                if (BinanceSigning.Fault(standIn, request.GetProperty("params")) is var (code, text))
                {
                    socket.Send(new { id, status = 400, error = new { code, msg = text }, rateLimits });
                    break;
                }
                lock (socket.Topics)
                    socket.Topics.Add(User);
                socket.Send(new { id, status = 200, result = new { subscriptionId = 0 }, rateLimits });
                break;
            default:
                socket.Send(new { id, status = 400, error = new { code = -1020, msg = "This operation is not supported." }, rateLimits });
                break;
        }
    }
}
