using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Core.Universes;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Universes;

/// <summary>From the archive, the listing and the stored candles of a real database to who belonged, and to a backtest of it.</summary>
public sealed class UniverseReaderTests(Database database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_market_caps_and_candles_are_read_as_they_were_known()
    {
        await using var desk = await Desk.Start(await database.Make());
        await Record(desk, day: 1, ("BTC/USDT", 500m, 0.001m), ("LUNA/USDT", 400m, 0.002m), ("ETH/EUR", 900m, 0.001m));
        await Record(desk, day: 2, ("BTC/USDT", 500m, 0.001m));
        await desk.Get<IListingStore>().RecordCaps([Cap(1, "bitcoin", "BTC", 10), Cap(1, "terra", "LUNA", 20)], Cancel);
        await desk.Get<IListingStore>().RecordCaps([Cap(1, "bitcoin", "BTC", 99)], Cancel);
        await Store(desk, "LUNA/USDT", [80, 60]);
        var universe = Past.Universe(ListKind.MarketCap) with { Filters = new() { ListedOnly = true } };

        var history = await desk.Get<UniverseReader>().Read(universe, Past.At(1, 2), Past.At(3), Cancel);

        Assert.Equal(["LUNA/USDT: 1st by market cap, 20 USD", "BTC/USDT: 2nd by market cap, 10 USD"], universe.Look(history.AsOf(Past.At(2))).Members.Select(m => $"{m.Symbol}: {m.Why}"));
        Assert.Equal(["BTC/USDT"], universe.Look(history.AsOf(Past.At(2, 12))).Members.Select(m => m.Symbol.ToString()));
    }

    [Fact]
    public async Task A_backtest_asked_for_with_a_universe_tells_who_belonged_when_and_is_refused_where_nothing_is_known()
    {
        await using var desk = await Desk.Start(await database.Make(), services => services.AddBacktesting());
        await desk.Store(MarketId.Parse("binance:BTC/USDT"), Builders.Candles.Simulated(3_000, seed: 1));
        await desk.Store(MarketId.Parse("binance:ETH/USDT"), Builders.Candles.Simulated(3_000, seed: 2));
        var request = new BacktestRequest
        {
            Name = "best of two",
            Markets = [],
            Universe = Past.Universe(ListKind.StoredVolume, size: 1) with { Every = LookEvery.Hour },
            Timeframe = "1m",
            Strategy = "rsi-cross",
            Parameters = new Dictionary<string, decimal> { ["length"] = 5, ["lower"] = 35, ["upper"] = 65 },
            Capital = 10_000,
            From = Builders.Candles.Start.AddHours(5),
        };
        var runner = desk.Get<BacktestRunner>();

        var (first, second) = (await runner.Run(request, null, Cancel), await runner.Run(request, null, Cancel));

        Assert.True(first.Members.Count > 1 && first.Trades.Count > 1, "both must belong at some time, or this test shows nothing");
        Assert.Equal(first.Members, second.Members);
        Assert.Equal(first.Trades, second.Trades);
        Assert.Equal(first.Members, ReportJson.Unpack(ReportJson.Pack(first)).Members);
        Assert.Contains(first.Warnings, w => w.Code == "universe-survivors");
        Assert.Contains("Who belonged when", ReportHtml.Write(first));
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => runner.Run(request with { Universe = Past.Universe() }, null, Cancel));
        Assert.Contains("nothing is recorded yet", refused.Message);
    }

    private static Task Record(Desk desk, int day, params (string Symbol, decimal Volume, decimal Spread)[] rows) => desk.Get<IMarketArchive>().Record(
        "binance", Past.FirstDay.AddDays(day),
        [.. rows.Select(r => new ArchivedMarket { Exchange = "binance", Symbol = r.Symbol, From = Past.FirstDay.AddDays(day) })],
        [.. rows.Select((r, i) => new ArchivedVolume { Exchange = "binance", Day = Past.FirstDay.AddDays(day), Symbol = r.Symbol, Rank = i + 1, QuoteVolume = r.Volume, Spread = r.Spread, SeenAt = Past.At(day, 1) })],
        Cancel);

    private static CoinCap Cap(int day, string id, string symbol, decimal cap) => new() { Day = Past.FirstDay.AddDays(day), CoinId = id, Symbol = symbol, MarketCap = cap, SeenAt = Past.At(day, 1) };

    private static async Task Store(Desk desk, string symbol, double[] closes)
    {
        await using var import = await desk.Get<ICandleStore>().BeginImport(MarketId.Parse($"binance:{symbol}"), Timeframe.D1, Cancel);
        await import.Write(closes.Select((c, i) => new Candle(Past.At(i).ToUnixTimeMilliseconds(), c, c, c, c, 1)).ToArray(), Cancel);
        await import.Commit(Cancel);
    }
}
