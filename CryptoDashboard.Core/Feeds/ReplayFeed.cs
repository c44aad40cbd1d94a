using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// Plays stored candles into the hub on a clock of their own: the opening price first, then the candle closed. After each of the two it
/// waits until whoever took a hold on the market has let go, so that however fast it plays, orders fill at the very next price and no
/// bot falls behind. At a given speed it also walks through low and high, to be looked at.
/// </summary>
public sealed class ReplayFeed(MarketHub hub, ICandleStore store, TimeProvider time)
{
    private const int ChunkCandles = 5_000;
    private const int RuleCandles = 500;

    /// <summary>Plays one pass from where the run stands, and returns when it is over.</summary>
    /// <param name="played">Told of each candle that was played and handled, in the recording's time.</param>
    public async Task Play(ReplayRun run, Func<DateTimeOffset, CancellationToken, ValueTask> played, CancellationToken cancel)
    {
        var next = run.Position is { } done ? done + run.Timeframe.Duration : run.From;
        var market = await OpenMarket(run, next, cancel);
        var pace = new Pace(run, time);
        while (next < run.To)
        {
            var until = next + (run.Timeframe.Duration * ChunkCandles);
            if (until > run.To)
                until = run.To;
            // Read whole before it is played: a reader left open for the length of a replay would hold its connection for hours.
            var chunk = new List<Candle>(ChunkCandles);
            await foreach (var candle in store.Read(run.Source, run.Timeframe, next, until, cancel))
                chunk.Add(candle);
            foreach (var candle in chunk)
            {
                await PlayOne(market, run, candle, pace, cancel);
                await played(candle.OpenTime, cancel);
            }
            next = until;
        }
    }

    private async Task<Market> OpenMarket(ReplayRun run, DateTimeOffset next, CancellationToken cancel)
    {
        if (hub.TryGet(run.Market, out var open))
            return open;
        var first = new List<Candle>(RuleCandles);
        await foreach (var candle in store.Read(run.Source, run.Timeframe, run.From, run.To, cancel))
        {
            first.Add(candle);
            if (first.Count == RuleCandles)
                break;
        }
        return hub.Open(run.Market, TradingRules.Observed(first), MarketClock.Driven(next + run.Shift));
    }

    private async Task PlayOne(Market market, ReplayRun run, Candle recorded, Pace pace, CancellationToken cancel)
    {
        var candle = recorded with { OpenMs = recorded.OpenMs + (long)run.Shift.TotalMilliseconds };
        market.Clock.MoveTo(candle.OpenTime);
        Tick(market, candle.Open);
        hub.PublishInProgress(market, run.Timeframe, candle with { High = candle.Open, Low = candle.Open, Close = candle.Open, Volume = 0 });
        await market.WhenSettled(cancel);
        if (pace.IsTimed)
            await Walk(market, run.Timeframe, candle, pace, cancel);
        // The last price was made inside the candle, just before its end. Told as made at the end it would be as new as an order decided
        // on this very candle, and after a crash, when the candle is played again, fill it at a price from before its decision.
        var close = candle.OpenTime + run.Timeframe.Duration;
        market.Clock.MoveTo(close.AddMilliseconds(-1));
        Tick(market, candle.Close);
        market.Clock.MoveTo(close);
        hub.PublishClosed(market, run.Timeframe, candle);
        await market.WhenSettled(cancel);
    }

    // The order of high and low inside a candle is not known; low first when it closed up is the usual guess, and only the eye sees it.
    private async Task Walk(Market market, Timeframe timeframe, Candle candle, Pace pace, CancellationToken cancel)
    {
        var (first, second) = candle.Close >= candle.Open ? (candle.Low, candle.High) : (candle.High, candle.Low);
        var shown = candle with { High = candle.Open, Low = candle.Open, Close = candle.Open, Volume = 0 };
        foreach (var (price, share) in new[] { (first, 0.25), (second, 0.6), (candle.Close, 0.9) })
        {
            await pace.WaitUntil(candle.OpenTime + (timeframe.Duration * share), cancel);
            market.Clock.MoveTo(candle.OpenTime + (timeframe.Duration * share));
            shown = shown with { High = Math.Max(shown.High, price), Low = Math.Min(shown.Low, price), Close = price, Volume = candle.Volume * share };
            Tick(market, price);
            hub.PublishInProgress(market, timeframe, shown);
            await market.WhenSettled(cancel);
        }
        await pace.WaitUntil(candle.OpenTime + timeframe.Duration, cancel);
    }

    private void Tick(Market market, double price)
    {
        var last = Price.FromDouble(price);
        hub.Publish(market, new Ticker(market.Id, market.Clock.Now, time.GetUtcNow(), last, last, last));
    }

    /// <summary>Turns recorded time into waiting. The first moment asked for is now.</summary>
    private sealed class Pace(ReplayRun run, TimeProvider time)
    {
        private DateTimeOffset? _recordedStart;
        private DateTimeOffset _wallStart;

        public bool IsTimed => run.Speed > 0;

        public async ValueTask WaitUntil(DateTimeOffset recorded, CancellationToken cancel)
        {
            if (_recordedStart is not { } start)
            {
                (_recordedStart, _wallStart) = (recorded, time.GetUtcNow());
                return;
            }
            var wait = _wallStart + ((recorded - start) / run.Speed) - time.GetUtcNow();
            if (wait > TimeSpan.FromMilliseconds(1))
                await Task.Delay(wait, time, cancel);
        }
    }
}
