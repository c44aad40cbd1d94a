using CryptoDashboard.Core.Bridge.Wire;

namespace CryptoDashboard.Core.Bridge;

/// <summary>Streams. Add symbols to what is returned; dispose it to stop watching.</summary>
public sealed partial class BridgeClient
{
    /// <summary>Enough for a burst of seconds; a reader that is further behind must ask by REST anyway.</summary>
    private const int Bound = 20_000;

    /// <summary>Latest ticker per symbol.</summary>
    public BridgeSubscription<BridgeTicker> WatchTickers(string exchange) =>
        new(_streams, WireRows.Ticker, symbol => new BridgeStreamKey(exchange, BridgeStreamKind.Ticker, symbol), latestWins: true, Bound);

    /// <summary>Latest book per symbol.</summary>
    /// <param name="depth">Levels on each side.</param>
    public BridgeSubscription<BridgeBook> WatchBooks(string exchange, int depth) =>
        new(_streams, WireRows.Book, symbol => new BridgeStreamKey(exchange, BridgeStreamKind.Book, symbol, Depth: depth), latestWins: true, Bound);

    /// <summary>Every trade, once.</summary>
    public BridgeSubscription<BridgeTrade> WatchTrades(string exchange) =>
        new(_streams, WireRows.Trade, symbol => new BridgeStreamKey(exchange, BridgeStreamKind.Trades, symbol), latestWins: false, Bound);

    /// <summary>
    /// Every change of the newest candle. A closed one says so once; after an interruption or a gap closed ones may be missing, to be
    /// fetched by <see cref="Candles"/>.
    /// </summary>
    /// <param name="timeframe">ccxt's name: <c>1m</c>.</param>
    public BridgeSubscription<BridgeCandle> WatchCandles(string exchange, string timeframe) =>
        new(_streams, WireRows.Candle, symbol => new BridgeStreamKey(exchange, BridgeStreamKind.Candles, symbol, timeframe), latestWins: false, Bound);

    /// <summary>Changes of an account's orders.</summary>
    public BridgeSubscription<BridgeOrder> WatchOrders(string exchange, string account) => OfAccount(exchange, account, BridgeStreamKind.Orders, WireRows.Order);

    /// <summary>An account's fills.</summary>
    public BridgeSubscription<BridgeFill> WatchMyTrades(string exchange, string account) => OfAccount(exchange, account, BridgeStreamKind.MyTrades, WireRows.Fill);

    /// <summary>Changes of what an account holds.</summary>
    public BridgeSubscription<BridgeBalance> WatchBalance(string exchange, string account) => OfAccount(exchange, account, BridgeStreamKind.Balance, WireRows.Balance);

    private BridgeSubscription<T> OfAccount<T>(string exchange, string account, BridgeStreamKind kind, BridgeStream<T>.RowReader read)
    {
        var subscription = new BridgeSubscription<T>(_streams, read, _ => new BridgeStreamKey(exchange, kind, Account: account), latestWins: false, Bound);
        subscription.Add("");
        return subscription;
    }
}
