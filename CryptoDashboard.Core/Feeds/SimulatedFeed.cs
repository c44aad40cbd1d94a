using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Time;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// The simulated market, live: a price a second, a candle a minute. It goes on from its stored candles; what passed while the process was
/// down is made up and announced late, and at the very first start some history is made so that charts and indicators have one.
/// </summary>
public sealed class SimulatedFeed(MarketHub hub, ICandleStore store, LargerCandles larger, SimulatedFeedOptions options, TimeProvider time, ILogger<SimulatedFeed> logger)
{
    private static readonly TimeSpan History = TimeSpan.FromDays(3);

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await Play(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.LogWarning("The simulated market was interrupted and begins again: {Reason}", exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static MarketId IdOf(Symbol symbol) => new(MarketId.SimulatedExchange, symbol);

    private async Task Play(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (from, prices) = await Resume(now, cancel);
        var markets = new SimulatedMarkets(options.Seed, prices, from);
        var books = SimulatedMarkets.Listings.ToDictionary(l => l.Symbol, l => new Minute(Open(l), time));
        if (prices.Count == 0)
            await MakeHistory(markets, books, now, cancel);
        foreach (var (symbol, minute) in books)
            await SeedLarger(symbol, minute, now, cancel);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        do
        {
            var until = time.GetUtcNow().ToUnixTimeSeconds();
            while (markets.At.ToUnixTimeSeconds() < until)
            {
                markets.Step((symbol, price, volume) => books[symbol].Add(markets.At, price, volume));
                var isCatchingUp = markets.At.ToUnixTimeSeconds() < until;
                foreach (var minute in books.Values)
                    minute.Publish(hub, quietly: isCatchingUp);
                cancel.ThrowIfCancellationRequested();
            }
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    private async Task<(DateTimeOffset From, Dictionary<Symbol, double> Prices)> Resume(DateTimeOffset now, CancellationToken cancel)
    {
        var prices = new Dictionary<Symbol, double>();
        var last = DateTimeOffset.MinValue;
        foreach (var listing in SimulatedMarkets.Listings)
        {
            if (await store.ReadLast(IdOf(listing.Symbol), Timeframe.M1, 1, now, cancel) is not [var candle])
                continue;
            prices[listing.Symbol] = candle.Close;
            if (candle.OpenTime > last)
                last = candle.OpenTime;
        }
        var earliest = Timeframe.M1.OpenOf(now - History);
        var resumed = prices.Count > 0 ? last + Timeframe.M1.Duration : earliest;
        return (resumed > earliest ? resumed : earliest, prices);
    }

    private Market Open(SimulatedMarkets.Listing listing) => hub.Open(IdOf(listing.Symbol), SimulatedMarkets.RulesOf(listing), MarketClock.Wall(time));

    private async Task MakeHistory(SimulatedMarkets markets, Dictionary<Symbol, Minute> books, DateTimeOffset now, CancellationToken cancel)
    {
        var thisMinute = Timeframe.M1.OpenOf(now);
        var made = books.Keys.ToDictionary(s => s, _ => new List<Candle>());
        while (markets.At < thisMinute)
        {
            markets.Step((symbol, price, volume) => books[symbol].Add(markets.At, price, volume));
            foreach (var (symbol, minute) in books)
            {
                if (minute.TakeClosed() is { } closed)
                    made[symbol].Add(closed);
            }
            cancel.ThrowIfCancellationRequested();
        }
        foreach (var (symbol, candles) in made)
        {
            foreach (var timeframe in Timeframe.All)
            {
                await using var import = await store.BeginImport(IdOf(symbol), timeframe, cancel);
                await import.Write(timeframe == Timeframe.M1 ? candles.ToArray() : Larger(candles, timeframe), cancel);
                await import.Commit(cancel);
            }
        }
    }

    private static Candle[] Larger(List<Candle> minutes, Timeframe timeframe)
    {
        var builder = new CandleBuilder(Timeframe.M1, timeframe);
        var closed = new List<Candle>();
        foreach (var minute in minutes)
            builder.Add(minute, closed);
        var isWhole = minutes.Count > 0 && timeframe.OpenOf(minutes[0].OpenMs) == minutes[0].OpenMs;
        return isWhole ? [.. closed] : [.. closed.Skip(1)];
    }

    private async Task SeedLarger(Symbol symbol, Minute minute, DateTimeOffset now, CancellationToken cancel)
    {
        var day = new List<Candle>();
        await foreach (var candle in store.Read(IdOf(symbol), Timeframe.M1, now - TimeSpan.FromDays(1), now, cancel))
            day.Add(candle);
        minute.Remember(day);
        larger.Seed(IdOf(symbol), [.. day.Where(c => c.OpenMs >= Timeframe.D1.OpenOf(now.ToUnixTimeMilliseconds()))]);
    }

    /// <summary>One symbol's candle in the making, and the day behind it.</summary>
    private sealed class Minute(Market market, TimeProvider time)
    {
        private const int MinutesPerDay = 1_440;
        private readonly Queue<(double Open, double Volume)> _day = new();
        private DateTimeOffset _at;
        private Candle _making;
        private Candle? _closed;
        private double _price;
        private double _dayVolume;

        public void Remember(IReadOnlyList<Candle> day)
        {
            _day.Clear();
            _dayVolume = 0;
            foreach (var candle in day)
                Remember(candle);
        }

        public void Add(DateTimeOffset at, double price, double volume)
        {
            // The price of second :00 ends the minute before it.
            var open = Timeframe.M1.OpenOf(at.ToUnixTimeMilliseconds() - 1);
            (_at, _price) = (at, price);
            _making = _making.OpenMs == open
                ? _making with { High = Math.Max(_making.High, price), Low = Math.Min(_making.Low, price), Close = price, Volume = _making.Volume + volume }
                : new Candle(open, price, price, price, price, volume);
            if (at.ToUnixTimeMilliseconds() == open + Timeframe.M1.Milliseconds)
                _closed = _making;
        }

        public Candle? TakeClosed()
        {
            var closed = _closed;
            _closed = null;
            if (closed is { } candle)
                Remember(candle);
            return closed;
        }

        public void Publish(MarketHub hub, bool quietly)
        {
            if (!quietly)
            {
                var last = Price.FromDouble(_price);
                var half = market.Rules.TickSize / 2;
                var bid = new Price(last.Value - half);
                hub.Publish(market, new Ticker(
                    market.Id, _at, time.GetUtcNow(), last, bid, new Price(last.Value + half),
                    _day.Count > 0 ? Price.FromDouble(_day.Peek().Open) : null, (decimal)_dayVolume));
                hub.PublishInProgress(market, Timeframe.M1, _making);
            }
            if (TakeClosed() is { } closed)
                hub.PublishClosed(market, Timeframe.M1, closed);
        }

        private void Remember(Candle candle)
        {
            _day.Enqueue((candle.Open, candle.Volume));
            _dayVolume += candle.Volume;
            if (_day.Count > MinutesPerDay)
                _dayVolume -= _day.Dequeue().Volume;
        }
    }
}
