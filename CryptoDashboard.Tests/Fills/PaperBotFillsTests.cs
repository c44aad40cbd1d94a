using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Fills;

/// <summary>A bot on paper whose fills are as learnt.</summary>
public sealed class PaperBotFillsTests(Database database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_pays_and_waits_as_learnt_and_its_fills_teach_nothing()
    {
        await using var desk = await Desk.Start(await database.Make());
        var bot = await desk.MakeBot(Some.Bot() with { Fills = FillLevel.Likely });
        var market = desk.OpenMarket(Some.Market, Some.Noon);
        Publish(desk, market, TimeSpan.Zero);

        var (order, refused) = await desk.Get<BotEngine>().Submit(
            bot, new TradeRequest(Some.Market, Side.Buy, TradePurpose.Entry, Some.Price(100), Late: false) { Quantity = Some.Quantity(1) }, "by hand", null, Cancel);
        Assert.Null(refused);
        Publish(desk, market, TimeSpan.FromMilliseconds(499));
        Publish(desk, market, TimeSpan.FromMilliseconds(500));
        await market.WhenSettled(Cancel);
        await desk.Flush();

        // A twentieth of a percent beyond the ask of the first price that the order could meet, half a second after it was sent.
        var (stored, fills) = (await desk.Get<IBotStore>().LoadOrder(order!.Id, Cancel))!.Value;
        Assert.Equal((101.06m, Some.Noon.AddMilliseconds(500)), (stored.AveragePrice!.Value, Assert.Single(fills).At));
        Assert.Equal(0, await desk.Get<FillLearner>().Learn(Cancel));
    }

    [Fact]
    public async Task What_was_chosen_is_kept_with_the_bot_and_can_be_changed()
    {
        await using var desk = await Desk.Start(await database.Make());
        var id = await desk.MakeBot(Some.Bot() with { Fills = FillLevel.Cautious });
        async Task<Bot> Stored() => (await desk.Get<IBotStore>().Load(id, Cancel))!.Bot;

        Assert.Equal(FillLevel.Cautious, (await Stored()).Fills);
        await desk.Get<BotDesk>().Edit(await Stored() with { Fills = null }, Cancel);
        Assert.Null((await Stored()).Fills);
    }

    private static void Publish(Desk desk, Market market, TimeSpan after)
    {
        market.Clock.MoveTo(Some.Noon + after);
        desk.Get<MarketHub>().Publish(market, Some.Ticker(100, Some.Noon + after, spread: 2));
    }
}
