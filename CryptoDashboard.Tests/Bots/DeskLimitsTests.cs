using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Bots;

/// <summary>Limits over all bots hold for all of them together, however many decide at once.</summary>
public sealed class DeskLimitsTests(Database database)
{
    // A BUY at the seventh candle.
    private static readonly double[] Entry = [100, 99, 98, 97, 96, 95, 96.5];
    private const string Quick = """{"length":3,"lower":30,"upper":70}""";

    [Fact]
    public async Task Of_several_bots_that_buy_on_the_same_close_only_as_many_may_as_the_limit_has_room_for()
    {
        await using var desk = await Desk.Start(await database.Make(), null, ("Risk:MaxInMarket", "0.5"));
        var market = desk.OpenMarket(Some.Market, Builders.Candles.Start);
        var bots = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            bots.Add(await desk.MakeBot(Some.Bot($"Bot {i}", parameters: Quick)));
            await desk.Get<BotDesk>().Start(bots[^1], default);
        }

        foreach (var candle in Builders.Candles.Closing(Entry))
            await desk.Play(market, candle);
        await desk.Flush();

        var signals = await desk.Get<SignalStore>().LatestActed(bots, 50, default);
        Assert.Equal((4, 4), (signals.Count(s => s.Fate == SignalFate.Ordered), signals.Count(s => s.RefusalCode == "desk-limit")));
    }

    [Fact]
    public async Task A_buy_that_waits_in_the_book_counts_for_all_of_them()
    {
        await using var desk = await Desk.Start(await database.Make(), null, ("Risk:MaxInMarket", "0.5"));
        var market = desk.OpenMarket(Some.Market, Builders.Candles.Start);
        var (one, other) = (await desk.MakeBot(Some.Bot("One")), await desk.MakeBot(Some.Bot("Other")));
        await desk.Play(market, Builders.Candles.Closing([100.0])[0]);
        var buy = new TradeRequest(Some.Market, Side.Buy, TradePurpose.Entry, Some.Price(100), Late: false) { Terms = OrderTerms.AtLimit(Some.Price(90)), Quantity = Some.Quantity(50) };
        Assert.Null((await desk.Get<BotEngine>().Submit(one, buy, "by hand", null, default)).Refused);

        var refused = (await desk.Get<BotEngine>().Submit(other, buy with { Quantity = Some.Quantity(70) }, "by hand", null, default)).Refused;

        Assert.Equal(new RiskRefusal.DeskLimit("in the market", 6_300, 4_500, 10_000), refused);
    }
}
