using System.Text.Json;
using CryptoDashboard.Core.Bridge.Wire;

namespace CryptoDashboard.Core.Bridge;

/// <summary>What anyone may ask, without keys.</summary>
public sealed partial class BridgeClient
{
    /// <summary>Every exchange that ccxt offers.</summary>
    public Task<IReadOnlyList<BridgeExchange>> Exchanges(CancellationToken cancel) => Call<IReadOnlyList<BridgeExchange>>("bridge", null, "exchanges", null, cancel);

    /// <summary>How much of what each exchange allows is used at the moment.</summary>
    public Task<IReadOnlyList<BridgeBudget>> Budgets(CancellationToken cancel) => Call<IReadOnlyList<BridgeBudget>>("bridge", null, "budgets", null, cancel);

    /// <summary>What ccxt knows of one exchange, without asking it.</summary>
    public Task<BridgeExchange> Describe(string exchange, CancellationToken cancel) => Call<BridgeExchange>(exchange, null, "describe", null, cancel);

    /// <summary>The spot markets with their filters, from memory or disk where they are known.</summary>
    /// <param name="reload">Whether the exchange is to be asked anew.</param>
    public Task<BridgeMarkets> Markets(string exchange, bool reload, CancellationToken cancel) => Call<BridgeMarkets>(exchange, null, "markets", new { reload }, cancel);

    public Task<BridgeClock> ServerTime(string exchange, CancellationToken cancel) => Call<BridgeClock>(exchange, null, "time", null, cancel);

    public Task<BridgeTicker> Ticker(string exchange, string symbol, CancellationToken cancel) =>
        Call(exchange, null, "ticker", new { symbol }, cancel, read: body => Row(body, WireRows.Ticker));

    /// <summary>By symbol; all spot markets where none are named.</summary>
    public Task<IReadOnlyDictionary<string, BridgeTicker>> Tickers(string exchange, IReadOnlyCollection<string> symbols, CancellationToken cancel) =>
        Call(exchange, null, "tickers", new { symbols }, cancel, read: ReadTickers);

    /// <summary>Candles oldest first. The last one may still be open: only the clock can tell.</summary>
    /// <param name="since">The first open time wanted, or null for the newest candles.</param>
    /// <param name="limit">At most so many; exchanges have limits of their own, commonly 500 to 1,000.</param>
    public Task<IReadOnlyList<BridgeCandle>> Candles(string exchange, string symbol, string timeframe, DateTimeOffset? since, int? limit, CancellationToken cancel) =>
        Call(exchange, null, "candles", new { symbol, timeframe, since = since?.ToUnixTimeMilliseconds(), limit }, cancel, read: body => Rows(body, WireRows.Candle));

    public Task<BridgeBook> OrderBook(string exchange, string symbol, int? depth, CancellationToken cancel) =>
        Call(exchange, null, "book", new { symbol, depth }, cancel, read: body => Row(body, WireRows.Book));

    public Task<IReadOnlyList<BridgeTrade>> Trades(string exchange, string symbol, DateTimeOffset? since, int? limit, CancellationToken cancel) =>
        Call(exchange, null, "trades", new { symbol, since = since?.ToUnixTimeMilliseconds(), limit }, cancel, read: body => Rows(body, WireRows.Trade));

    /// <summary>Closes the sockets to an exchange and opens them anew: for a stall that ccxt has not noticed yet.</summary>
    public Task Reconnect(string exchange, CancellationToken cancel) => Call<JsonElement?>(exchange, null, "reconnect", null, cancel);

    private static IReadOnlyDictionary<string, BridgeTicker> ReadTickers(byte[] body)
    {
        var tickers = new Dictionary<string, BridgeTicker>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var symbol = reader.GetString()!;
            reader.Read();
            tickers[symbol] = WireRows.Ticker(ref reader);
            reader.Read();
        }
        return tickers;
    }

    private static T Row<T>(byte[] body, BridgeStream<T>.RowReader read)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        return read(ref reader);
    }

    private static IReadOnlyList<T> Rows<T>(byte[] body, BridgeStream<T>.RowReader read)
    {
        var list = new List<T>();
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(read(ref reader));
        return list;
    }
}
