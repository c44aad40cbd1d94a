using System.Diagnostics;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.CommandLine.Bench;

/// <summary>One bot: from the announcement of a closed candle to the order in the hands of the (paper) exchange, its intent durable before.</summary>
internal static class CloseToOrderBench
{
    private const int Minutes = 3_000;
    private const int Unmeasured = 50;

    public static async Task<IReadOnlyList<Figure>> Run(string connectionString, CancellationToken cancel)
    {
        var stamps = new Stamps();
        using var host = await BenchDesk.Start(connectionString, cancel, services => services.AddSingleton(provided =>
            new Venues(new Stamped(provided.GetRequiredService<PaperExchange>(), stamps), provided.GetRequiredService<CcxtExchange>())));
        var candles = Zigzag();
        var hub = host.Services.GetRequiredService<MarketHub>();
        var market = hub.Open(MarketId.Parse("bench6:BTC/USDT"), TradingRules.Default, MarketClock.Driven(candles[0].OpenTime));
        var desk = host.Services.GetRequiredService<BotDesk>();
        var bot = await desk.Create(BenchDesk.Bot("Quick", market.Id) with { Parameters = """{"length":2,"lower":45,"upper":55}""", TradeShare = 0.5m }, cancel);
        await desk.Start(bot, cancel);
        var waits = new List<double>();
        foreach (var candle in candles)
        {
            market.Clock.MoveTo(candle.OpenTime);
            hub.Publish(market, new Ticker(market.Id, candle.OpenTime, candle.OpenTime, new((decimal)candle.Open), new((decimal)candle.Open), new((decimal)candle.Open)));
            await market.WhenSettled(cancel);
            market.Clock.MoveTo(candle.OpenTime + Timeframe.M1.Duration);
            stamps.Placed = 0;
            var closed = Stopwatch.GetTimestamp();
            hub.PublishClosed(market, Timeframe.M1, candle);
            await market.WhenSettled(cancel);
            if (stamps.Placed != 0)
                waits.Add(Stopwatch.GetElapsedTime(closed, stamps.Placed).TotalMilliseconds);
        }
        await host.StopAsync(cancel);
        if (waits.Count < 200)
            throw new InvalidOperationException($"Only {waits.Count} orders were placed; the measurement means nothing.");
        var sorted = waits.Skip(Unmeasured).Order().ToList();
        var p99 = sorted[(int)(sorted.Count * 0.99)];
        return
        [
            new Figure($"One bot, close of a candle to order sent ({sorted.Count} orders), median", BenchDesk.Median(sorted), "ms", "for comparison", true),
            new Figure("One bot, close of a candle to order sent, p99", p99, "ms", "< 20", p99 < 20),
        ];
    }

    /// <summary>Candles that go down and up in turns, so that the strategy trades every few of them.</summary>
    private static Candle[] Zigzag()
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var candles = new Candle[Minutes];
        for (var i = 0; i < Minutes; i++)
        {
            var (open, close) = (60_000 + (500 * Math.Sin(i * Math.PI / 4)), 60_000 + (500 * Math.Sin((i + 1) * Math.PI / 4)));
            candles[i] = new Candle(start + (i * 60_000L), Math.Round(open, 2), Math.Round(Math.Max(open, close), 2), Math.Round(Math.Min(open, close), 2), Math.Round(close, 2), 1);
        }
        return candles;
    }

    private sealed class Stamps
    {
        public long Placed;
    }

    /// <summary>Notes when an order arrives.</summary>
    private sealed class Stamped(IExchange inner, Stamps stamps) : IExchange
    {
        public event Action<OrderReport>? Reported
        {
            add => inner.Reported += value;
            remove => inner.Reported -= value;
        }

        public bool Holds(MarketId market, OrderTerms terms) => inner.Holds(market, terms);

        public Task<OrderEvent> Place(Order order, CancellationToken cancel)
        {
            stamps.Placed = Stopwatch.GetTimestamp();
            return inner.Place(order, cancel);
        }

        public Task<OrderEvent> Cancel(Order order, CancellationToken cancel) => inner.Cancel(order, cancel);

        public Task<FoundOrder?> Find(Order order, CancellationToken cancel) => inner.Find(order, cancel);
    }
}
