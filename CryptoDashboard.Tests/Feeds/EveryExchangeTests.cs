using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.StandIns.Bybit;
using CryptoDashboard.Tests.StandIns.Coinbase;
using CryptoDashboard.Tests.StandIns.Kraken;
using CryptoDashboard.Tests.StandIns.Okx;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Feeds;

/// <summary>Real ccxt asks each exchange in its own words; what the desk gets is the same of all.</summary>
public sealed class EveryExchangeTests(Database database)
{
    [Fact]
    public async Task Each_exchange_gives_prices_rules_candles_books_trades_and_its_clock()
    {
        StandIn[] standIns = [new BinanceStandIn(), new KrakenStandIn(), new CoinbaseStandIn(), new OkxStandIn(), new BybitStandIn()];
        await using var desk = await LiveDesk.Start(database, new ShiftedTime(), new FeedOptions { Symbols = ["BTC/USDT"], HistoryHours = 1 }, standIns);
        foreach (var standIn in standIns)
        {
            standIn.Faults.ClockSkew = TimeSpan.FromSeconds(2);
            var id = new MarketId(standIn.Exchange, Symbol.Parse("BTC/USDT"));
            using var look = desk.Exchanges.LookInto(id);
            await Eventually.Be(() => desk.Minutes(id.ToString()).Count >= 58, $"the candles of {standIn.Exchange}");
            await Eventually.Be(() => { standIn.SetPrice("BTC/USDT", 61_000); return desk.Ticker(id.ToString())?.Last.Value == 61_000; }, $"the price of {standIn.Exchange}");
            Assert.True(desk.Hub.TryGet(id, out var market));
            await Eventually.Be(() => { standIn.SetPrice("BTC/USDT", 61_000); (standIn as BinanceStandIn)?.PushBook("BTC/USDT", 3); return market.Book is not null && market.LastTrades().Count > 0; }, $"book and trades of {standIn.Exchange}");
            Assert.Equal((0.01m, 0.00001m), (market.Rules.TickSize, market.Rules.LotSize));
            Assert.True(market.Ticker!.Bid.Value < market.Ticker.Ask.Value, standIn.Exchange);
            Assert.Null(market.Book!.Fault());
            Assert.Equal(60, desk.Minutes(id.ToString()).Zip(desk.Minutes(id.ToString()).Skip(1), (a, b) => (b.OpenMs - a.OpenMs) / 1_000).Distinct().Single());
            await Eventually.Be(() => desk.Health(standIn.Exchange).Skew is not null, $"the clock of {standIn.Exchange}");
        }
        // What is older than the feed began is fetched on demand, and only that.
        var kraken = MarketId.Parse("kraken:BTC/USDT");
        await desk.Get<CandleRecorder>().Flush(TestContext.Current.CancellationToken);
        var backfill = new Backfill(desk.Get<ICandleStore>(), desk.Get<ExchangeHistory>(), desk.Time);
        var from = desk.Time.GetUtcNow().AddHours(-4);
        Assert.InRange(await backfill.Run(kraken, Timeframe.M1, from, null, TestContext.Current.CancellationToken), 178, 182);
        Assert.Empty(await SeriesGaps.Find(desk.Get<ICandleStore>(), kraken, Timeframe.M1, from, DateTimeOffset.MaxValue, TestContext.Current.CancellationToken));
        foreach (var standIn in standIns)
            await standIn.DisposeAsync();
    }
}
