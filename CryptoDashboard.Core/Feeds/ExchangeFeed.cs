using System.Collections.Concurrent;
using System.Threading.Channels;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Time;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// The live markets of one exchange. Publishes the tickers and 1m candles of whatever is watched, and order book and trades of what
/// somebody looks at. Never announces a closed candle before the ones it follows; never publishes what cannot be true.
/// </summary>
public sealed partial class ExchangeFeed : IDisposable
{
    private const int BookDepth = 20;

    private static readonly TimeSpan TendEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Symbol, int> _wanted = new();
    private readonly ConcurrentDictionary<string, WatchedMarket> _open = new(StringComparer.Ordinal);
    private readonly Channel<Symbol> _changed = Channel.CreateUnbounded<Symbol>(new UnboundedChannelOptions { SingleReader = true });
    private readonly BridgeClient _bridge;
    private readonly ExchangeHistory _history;
    private readonly MarketHub _hub;
    private readonly ICandleStore _store;
    private readonly LargerCandles _larger;
    private readonly ConsensusPrices _consensus;
    private readonly EventTeller _teller;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FaultTally _tally;
    private readonly Quarantine _quarantine;
    private readonly BridgeSubscription<BridgeTicker> _tickers;
    private readonly BridgeSubscription<BridgeCandle> _candles;
    private readonly BridgeSubscription<BridgeBook> _books;
    private readonly BridgeSubscription<BridgeTrade> _trades;
    private volatile IReadOnlyDictionary<Symbol, BridgeMarket>? _listed;
    private volatile bool _isRenewalDue;

    internal ExchangeFeed(string exchange, FeedParts parts)
    {
        Exchange = exchange;
        (_bridge, _history, _hub, _store, _larger, _consensus, _teller, _options, _time) =
            (parts.Bridge, parts.History, parts.Hub, parts.Store, parts.Larger, parts.Consensus, parts.Teller, parts.Options, parts.Time);
        _logger = parts.Logging.CreateLogger($"{typeof(ExchangeFeed).FullName}.{exchange}");
        _tally = new FaultTally(exchange, _time, _logger);
        _quarantine = new Quarantine(_time);
        _tickers = _bridge.WatchTickers(exchange);
        _candles = _bridge.WatchCandles(exchange, Timeframe.M1.ToString());
        _books = _bridge.WatchBooks(exchange, BookDepth);
        _trades = _bridge.WatchTrades(exchange);
        _phaseSince = _time.GetUtcNow();
    }

    /// <summary>ccxt's id of the exchange.</summary>
    public string Exchange { get; }

    /// <summary>The spot markets of the exchange, or null while they are not known.</summary>
    public IReadOnlyDictionary<Symbol, BridgeMarket>? Listed => _listed;

    /// <summary>Watches a symbol once more; without effect where the exchange does not trade it.</summary>
    public void Watch(Symbol symbol)
    {
        _wanted.AddOrUpdate(symbol, 1, static (_, count) => count + 1);
        _changed.Writer.TryWrite(symbol);
    }

    /// <summary>Watches it once less; the last one closes it.</summary>
    public void Leave(Symbol symbol)
    {
        if (_wanted.AddOrUpdate(symbol, 0, static (_, count) => Math.Max(0, count - 1)) == 0)
            _changed.Writer.TryWrite(symbol);
    }

    /// <summary>Adds order book and trades to what is watched of a symbol.</summary>
    public void LookInto(Symbol symbol)
    {
        _books.Add(symbol.ToString());
        _trades.Add(symbol.ToString());
    }

    /// <summary>Takes order book and trades away again.</summary>
    public void LookAway(Symbol symbol)
    {
        _books.Remove(symbol.ToString());
        _trades.Remove(symbol.ToString());
        if (_open.TryGetValue(symbol.ToString(), out var watched))
            _hub.Publish(watched.Market, (OrderBook?)null);
    }

    /// <summary>Whether a market of this exchange is believed and speaks: its own word is fresh, or that of others here while it is quiet.</summary>
    public bool IsWell(Symbol symbol)
    {
        if (!_open.TryGetValue(symbol.ToString(), out var watched) || watched.TickedAt is not { } at || _quarantine.Holds(watched.Id))
            return false;
        var age = _time.GetUtcNow() - at;
        return age <= Patience || (age <= _options.QuietMarket && Health.Phase == FeedPhase.Live && _open.Count > 1);
    }

    /// <summary>Runs until cancelled; faults of the exchange and of the bridge are waited out.</summary>
    public async Task Run(CancellationToken cancel)
    {
        try
        {
            await Task.WhenAll(
                KnowMarkets(cancel), Attend(cancel), Tend(cancel), MeasureClock(cancel),
                ReadTickers(cancel), ReadCandles(cancel), ReadBooks(cancel), ReadTrades(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            foreach (var watched in _open.Values)
                Close(watched);
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _tickers.Dispose();
        _candles.Dispose();
        _books.Dispose();
        _trades.Dispose();
        _turns.Dispose();
    }

    /// <summary>Learns what the exchange trades, and looks again twice a day.</summary>
    private async Task KnowMarkets(CancellationToken cancel)
    {
        for (var failures = 0; !cancel.IsCancellationRequested;)
        {
            try
            {
                var markets = await Counted(_bridge.Markets(Exchange, reload: false, cancel));
                var listed = new Dictionary<Symbol, BridgeMarket>();
                foreach (var market in markets.Markets)
                {
                    if (market.Active != false && Symbol.TryParse(market.Symbol, out var symbol))
                        listed[symbol] = market;
                }
                _listed = listed;
                failures = 0;
                foreach (var symbol in _wanted.Keys)
                    _changed.Writer.TryWrite(symbol);
                await Task.Delay(TimeSpan.FromHours(6), _time, cancel);
            }
            catch (OutsideFault fault)
            {
                Blame(fault);
                var pause = fault.Kind == OutsideFaultKind.Transient
                    ? TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, ShortestPause.TotalSeconds * Math.Pow(2, failures++)))
                    : TimeSpan.FromMinutes(5);
                await Task.Delay(fault.RetryAfter > pause ? fault.RetryAfter.Value : pause, _time, cancel);
            }
        }
    }

    /// <summary>Opens and closes markets as they are wanted, one after the other.</summary>
    private async Task Attend(CancellationToken cancel)
    {
        await foreach (var symbol in _changed.Reader.ReadAllAsync(cancel))
        {
            var isWanted = _wanted.GetValueOrDefault(symbol) > 0;
            var isOpen = _open.TryGetValue(symbol.ToString(), out var watched);
            if (!isWanted && isOpen)
                Close(watched!);
            if (!isWanted || isOpen || _listed is not { } listed || !listed.TryGetValue(symbol, out var known))
                continue;
            try
            {
                await Open(symbol, known, cancel);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: everything else about this market needs it too, so it is tried again until it is back.
                _logger.LogWarning("{Exchange}:{Symbol} could not be opened, trying again: {Reason}", Exchange, symbol, exception.Message);
                await Task.Delay(ShortestPause, _time, cancel);
                _changed.Writer.TryWrite(symbol);
            }
        }
    }

    private async Task Open(Symbol symbol, BridgeMarket known, CancellationToken cancel)
    {
        var id = new MarketId(Exchange, symbol);
        var now = _time.GetUtcNow();
        var minute = Timeframe.M1.OpenOf(now);
        var last = await _store.ReadLast(id, Timeframe.M1, 1, minute, cancel);
        var earliest = Timeframe.M1.OpenOf(now - _options.History);
        var from = last is [var stored] && stored.OpenTime >= earliest ? stored.OpenTime : earliest - Timeframe.M1.Duration;
        await SeedLarger(id, now, cancel);
        var watched = new WatchedMarket(_hub.Open(id, RulesOf(known), MarketClock.Wall(_time)), new CandleLine(from.ToUnixTimeMilliseconds()));
        _open[watched.Name] = watched;
        _candles.Add(watched.Name);
        _tickers.Add(watched.Name);
        Fill(watched, cancel);
    }

    private void Close(WatchedMarket watched)
    {
        _tickers.Remove(watched.Name);
        _candles.Remove(watched.Name);
        _open.TryRemove(watched.Name, out _);
        _consensus.Forget(watched.Id);
        _hub.Close(watched.Market);
    }

    private async Task SeedLarger(MarketId id, DateTimeOffset now, CancellationToken cancel)
    {
        var day = new List<Candle>();
        await foreach (var candle in _store.Read(id, Timeframe.M1, Timeframe.D1.OpenOf(now), now, cancel))
            day.Add(candle);
        _larger.Seed(id, day);
    }

    /// <summary>What the exchange does not tell is taken from cautious rules.</summary>
    private static TradingRules RulesOf(BridgeMarket market)
    {
        var cautious = TradingRules.Default;
        return new TradingRules(
            market.Tick is > 0 and { } tick ? tick : 0.00000001m,
            market.Lot is > 0 and { } lot ? lot : 0.00000001m,
            market.MinAmount ?? market.Lot ?? 0.00000001m,
            market.MinCost ?? cautious.MinNotional,
            market.Maker ?? cautious.MakerFee,
            market.Taker ?? cautious.TakerFee)
        {
            MaxQuantity = market.MaxAmount is > 0 ? market.MaxAmount : null,
            MarketMinQuantity = market.MarketMin,
            MarketMaxQuantity = market.MarketMax,
            MarketLotSize = market.MarketLot,
            Band = market.Band is { Count: 4 } band ? new PriceBand(band[0], band[1], band[2], band[3]) : null,
            MaxOpenOrders = market.MaxOrders,
            MaxOpenStops = market.MaxStops,
        };
    }

    private async Task ReadTickers(CancellationToken cancel)
    {
        await foreach (var update in _tickers.Read(cancel))
        {
            if (!update.IsValue)
                TakeState(update.Stream.Symbol, update.State, _tickers.Remove, _tickers.Add);
            else if (_open.TryGetValue(update.Stream.Symbol, out var watched))
                Take(watched, update.Value!);
        }
    }

    private void Take(WatchedMarket watched, BridgeTicker ticker)
    {
        var now = Heard();
        if (ticker.Last is not { } last)
        {
            _tally.Add($"a ticker of {watched.Name} without a price");
            return;
        }
        if (Lies.Of(last, ticker.BaseVolume, ticker.Time - (Skew ?? TimeSpan.Zero), now, _options.MaxAhead, _consensus.Reference(watched.Id), _options.MaxDeviation) is { } lie)
        {
            Distrust(watched, lie);
            return;
        }
        var at = ticker.Time ?? now;
        if (_quarantine.Holds(watched.Id) || at < watched.Market.Ticker?.Time)
            return;
        watched.TickedAt = now;
        var price = new Price(last);
        // Crossed or absent sides say nothing: the last price stands for them.
        var isCrossed = ticker.Bid is not > 0 || ticker.Ask is not > 0 || ticker.Bid > ticker.Ask;
        _consensus.Say(watched.Id, price, now);
        _hub.Publish(watched.Market, new Ticker(
            watched.Id, at, now, price,
            isCrossed ? price : new Price(ticker.Bid!.Value),
            isCrossed ? price : new Price(ticker.Ask!.Value),
            ticker.Open is > 0 and { } open ? new Price(open) : null,
            ticker.BaseVolume));
    }

    private async Task ReadBooks(CancellationToken cancel)
    {
        await foreach (var update in _books.Read(cancel))
        {
            if (!_open.TryGetValue(update.Stream.Symbol, out var watched))
                continue;
            // What nobody keeps up to date any more is not shown, and no order on paper is filled from it.
            if (update.State is { Phase: not BridgeStreamPhase.Live })
                _hub.Publish(watched.Market, (OrderBook?)null);
            if (!update.IsValue || update.Value is not { } told)
                continue;
            var now = Heard();
            if (told.Bids.Any(l => l.Price < 0 || l.Amount < 0) || told.Asks.Any(l => l.Price < 0 || l.Amount < 0))
            {
                BreakBook(watched, "with a negative level", now);
                continue;
            }
            var book = new OrderBook(watched.Id, told.Time ?? now, now, Levels(told.Bids), Levels(told.Asks));
            if (book.Fault() is { } fault)
            {
                BreakBook(watched, $"in which {fault}", now);
                continue;
            }
            (watched.BookBrokenSince, watched.BookRenewals) = (null, 0);
            if (!_quarantine.Holds(watched.Id))
                _hub.Publish(watched.Market, book);
        }
    }

    /// <summary>
    /// The book is out of step: nobody is shown the one before it, and one that does not mend itself is asked for anew. Not every exchange
    /// numbers its updates, so a lost one may be seen only by the nonsense that follows.
    /// </summary>
    private void BreakBook(WatchedMarket watched, string how, DateTimeOffset now)
    {
        _tally.Add($"a book of {watched.Name} {how}");
        _hub.Publish(watched.Market, (OrderBook?)null);
        watched.BookBrokenSince ??= now;
        if (now - watched.BookBrokenSince < _options.BrokenBook)
            return;
        watched.BookBrokenSince = now;
        // Some exchanges offer no way to leave one stream: what a new subscription does not mend, a new connection does.
        if (watched.BookRenewals++ % 2 == 0)
            _books.Renew(watched.Name);
        else
            _isRenewalDue = true;
    }

    private async Task ReadTrades(CancellationToken cancel)
    {
        await foreach (var update in _trades.Read(cancel))
        {
            if (!update.IsValue || !_open.TryGetValue(update.Stream.Symbol, out var watched) || update.Value is not { } told)
                continue;
            var now = Heard();
            if (Lies.Of(told.Price, told.Amount, told.Time - (Skew ?? TimeSpan.Zero), now, _options.MaxAhead, null, _options.MaxDeviation) is { } lie)
                _tally.Add($"a trade of {watched.Name} in which {lie}");
            else if (!_quarantine.Holds(watched.Id))
                _hub.Publish(watched.Market, new MarketTrade(told.Id, told.Time ?? now, new Price(told.Price), new Quantity(told.Amount), told.IsBuy switch { true => Side.Buy, false => Side.Sell, null => null }));
        }
    }

    private static List<BookLevel> Levels(IReadOnlyList<BridgeLevel> levels) => [.. levels.Select(l => new BookLevel(new Price(l.Price), new Quantity(l.Amount)))];

    private void Distrust(WatchedMarket watched, string lie)
    {
        _tally.Add($"{watched.Name}: {lie}");
        if (!_quarantine.Put(watched.Id, lie))
            return;
        _consensus.Forget(watched.Id);
        _hub.Publish(watched.Market, (OrderBook?)null);
        _teller.Tell(EventTopic.Feeds, "source-quarantined", $"{watched.Id} is not believed for now: {lie}.", watched.Id.ToString());
    }
}
