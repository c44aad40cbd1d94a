using System.Collections.Concurrent;
using System.Text.Json;
using static CryptoDashboard.Tests.StandIns.Okx.OkxStandIn;
using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Okx;

/// <summary>OKX's sockets: <c>/ws/v5/public</c>, and <c>/ws/v5/business</c> for candles; a ping that is a word, books whose updates name the one before.</summary>
internal sealed class OkxStreams(OkxStandIn standIn)
{
    private readonly ConcurrentDictionary<string, StandInBook> _books = new(StringComparer.Ordinal);

    public void Receive(StandInSocket socket, string message)
    {
        if (message == "ping")
        {
            socket.Send("pong"u8.ToArray());
            return;
        }
        using var document = JsonDocument.Parse(message);
        var op = document.RootElement.GetProperty("op").GetString()!;
        foreach (var arg in document.RootElement.GetProperty("args").EnumerateArray())
            Answer(socket, op, arg.GetProperty("channel").GetString()!, arg.GetProperty("instId").GetString()!);
    }

    public void Ticker(StandInMarket m) => Tell("tickers", m, () => new { arg = Arg("tickers", Id(m)), data = new[] { standIn.Ticker(m) } });

    public void Traded(StandInMarket m, StandInTrade t) => Tell("trades", m, () => new
    {
        arg = Arg("trades", Id(m)),
        data = new[] { new { instId = Id(m), tradeId = Whole(t.Id), px = Short(t.Price), sz = Short(t.Amount), side = t.IsBuy ? "buy" : "sell", ts = Whole(t.TimeMs), count = "1" } },
    });

    public void Candle(StandInMarket m, string timeframe, StandInCandle c, bool isClosed) => Tell($"candle{timeframe}", m, () => new
    {
        arg = Arg($"candle{timeframe}", Id(m)),
        data = new[] { new[] { Whole(c.OpenMs), Short(c.Open), Short(c.High), Short(c.Low), Short(c.Close), Short(c.Volume), Short(c.Volume * c.Close), Short(c.Volume * c.Close), isClosed ? "1" : "0" } },
    });

    /// <param name="skip">How many updates are left out before it, as if they were lost.</param>
    public void Book(StandInMarket m, decimal bidAmount, int skip)
    {
        var (next, bids, asks) = BookOf(m).Move(m, bidAmount, skip);
        Tell("books", m, () => new
        {
            arg = Arg("books", Id(m)),
            action = "update",
            data = new[] { new { asks = asks.Select(Level), bids = bids.Select(Level), ts = Whole(standIn.ServerMs), checksum = -855_196_043, prevSeqId = next - 1, seqId = next } },
        });
    }

    private StandInBook BookOf(StandInMarket m) => _books.GetOrAdd(m.Symbol, _ => new StandInBook());

    private static string[] Level((decimal Price, decimal Amount) level) => [Short(level.Price), Short(level.Amount), "0", "1"];

    private static object Arg(string channel, string id) => new { channel, instId = id };

    private void Tell(string channel, StandInMarket m, Func<object> message) => standIn.Broadcast($"{channel}:{Id(m)}", message);

    private void Answer(StandInSocket socket, string op, string channel, string id)
    {
        if (standIn.Markets.Values.FirstOrDefault(m => Id(m) == id) is not { } market || channel.StartsWith("candle", StringComparison.Ordinal) != socket.Path.EndsWith("/business", StringComparison.Ordinal))
        {
            socket.Send(new { @event = "error", code = "60018", msg = $"Wrong URL or channel:{channel},instId:{id} doesn't exist. Please use the correct URL, channel and parameters referring to API document.", connId = "a4d3ae55" });
            return;
        }
        lock (socket.Topics)
        {
            if (op == "unsubscribe")
                socket.Topics.Remove($"{channel}:{id}");
            else
                socket.Topics.Add($"{channel}:{id}");
        }
        socket.Send(new { @event = op, arg = Arg(channel, id), connId = "a4d3ae55" });
        if (op != "subscribe")
            return;
        if (channel == "tickers")
            socket.Send(new { arg = Arg(channel, id), data = new[] { standIn.Ticker(market) } });
        else if (channel == "books")
            socket.Send(Snapshot(market));
    }

    private object Snapshot(StandInMarket m)
    {
        var (last, bids, asks) = BookOf(m).Whole(m);
        return new
        {
            arg = Arg("books", Id(m)),
            action = "snapshot",
            data = new[] { new { asks = asks.Select(Level), bids = bids.Select(Level), ts = Whole(standIn.ServerMs), checksum = -855_196_043, prevSeqId = -1, seqId = last } },
        };
    }
}
