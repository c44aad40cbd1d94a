using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace CryptoDashboard.Tests.StandIns.Kraken;

/// <summary>Kraken's public sockets, version 2: numbers as numbers, a snapshot with each subscription, no word on whether a candle is closed.</summary>
internal sealed class KrakenStreams(KrakenStandIn standIn)
{
    private readonly ConcurrentDictionary<string, StandInBook> _books = new(StringComparer.Ordinal);

    /// <summary>What the exchange says first.</summary>
    public static void Greet(StandInSocket socket) => socket.Send(new
    {
        channel = "status",
        type = "update",
        data = new[] { new { version = "2.0.10", system = "online", api_version = "v2", connection_id = 6_447_481_662_169_813_000 } },
    });

    public void Receive(StandInSocket socket, string message)
    {
        using var document = JsonDocument.Parse(message);
        var request = document.RootElement;
        var method = request.GetProperty("method").GetString();
        JsonElement? id = request.TryGetProperty("req_id", out var given) ? given.Clone() : null;
        if (method == "ping")
        {
            socket.Send(new { method = "pong", req_id = id, time_in = Stamp(), time_out = Stamp() });
            return;
        }
        var wanted = request.GetProperty("params");
        var channel = wanted.GetProperty("channel").GetString()!;
        foreach (var symbol in wanted.GetProperty("symbol").EnumerateArray().Select(s => s.GetString()!))
            Answer(socket, method!, channel, symbol, id);
    }

    public void Ticker(StandInMarket m) => standIn.Broadcast($"ticker:{m.Symbol}", () => OfTicker(m, "update"));

    public void Traded(StandInMarket m, StandInTrade t) => standIn.Broadcast($"trade:{m.Symbol}", () => new
    {
        channel = "trade",
        type = "update",
        data = new[] { new { symbol = m.Symbol, side = t.IsBuy ? "buy" : "sell", price = t.Price, qty = t.Amount, ord_type = "market", trade_id = t.Id, timestamp = Stamp(t.TimeMs) } },
    });

    public void Candle(StandInMarket m, string timeframe, StandInCandle c) => standIn.Broadcast($"ohlc:{m.Symbol}", () => new
    {
        channel = "ohlc",
        type = "update",
        timestamp = Stamp(),
        data = new[]
        {
            new
            {
                symbol = m.Symbol,
                open = c.Open,
                high = c.High,
                low = c.Low,
                close = c.Close,
                trades = 12,
                volume = c.Volume,
                vwap = (c.High + c.Low) / 2,
                interval_begin = Stamp(c.OpenMs),
                interval = StandInTimeframe.Milliseconds(timeframe) / 60_000,
                timestamp = Stamp(c.OpenMs + StandInTimeframe.Milliseconds(timeframe)),
            },
        },
    });

    /// <summary>Its changes have no numbers: a lost one is seen by nobody who does not compute the checksum.</summary>
    public void Book(StandInMarket m, decimal bidAmount, bool isLost)
    {
        var (_, bids, asks) = BookOf(m).Move(m, bidAmount, 0);
        if (isLost)
            return;
        standIn.Broadcast($"book:{m.Symbol}", () => new
        {
            channel = "book",
            type = "update",
            data = new[] { new { symbol = m.Symbol, bids = bids.Select(Level), asks = asks.Select(Level), checksum = 2_114_181_697, timestamp = Stamp() } },
        });
    }

    private void Answer(StandInSocket socket, string method, string channel, string symbol, JsonElement? id)
    {
        if (!standIn.Markets.TryGetValue(symbol, out var market))
        {
            socket.Send(new { error = $"Currency pair not supported {symbol}", method, req_id = id, success = false, symbol, time_in = Stamp(), time_out = Stamp() });
            return;
        }
        lock (socket.Topics)
        {
            if (method == "unsubscribe")
                socket.Topics.Remove($"{channel}:{symbol}");
            else
                socket.Topics.Add($"{channel}:{symbol}");
        }
        socket.Send(new { method, result = new { channel, snapshot = true, symbol }, success = true, time_in = Stamp(), time_out = Stamp(), req_id = id });
        if (method != "subscribe")
            return;
        if (channel == "ticker")
            socket.Send(OfTicker(market, "snapshot"));
        else if (channel == "book")
            socket.Send(OfBook(market));
    }

    private static object OfTicker(StandInMarket m, string type) => new
    {
        channel = "ticker",
        type,
        data = new[]
        {
            new
            {
                symbol = m.Symbol,
                bid = m.Bid,
                bid_qty = m.Lot * 100,
                ask = m.Ask,
                ask_qty = m.Lot * 100,
                last = m.Price,
                volume = m.Lot * 1_000_000,
                vwap = (m.Price + m.Open24h) / 2,
                low = Math.Min(m.Price, m.Open24h),
                high = Math.Max(m.Price, m.Open24h),
                change = m.Price - m.Open24h,
                change_pct = Math.Round((m.Price / m.Open24h * 100) - 100, 2),
            },
        },
    };

    private object OfBook(StandInMarket m)
    {
        var (_, bids, asks) = BookOf(m).Whole(m);
        return new { channel = "book", type = "snapshot", data = new[] { new { symbol = m.Symbol, bids = bids.Select(Level), asks = asks.Select(Level), checksum = 2_439_117_997, timestamp = Stamp() } } };
    }

    private StandInBook BookOf(StandInMarket m) => _books.GetOrAdd(m.Symbol, _ => new StandInBook(10));

    private static object Level((decimal Price, decimal Amount) level) => new { price = level.Price, qty = level.Amount };

    private string Stamp(long? ms = null) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms ?? standIn.ServerMs).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
