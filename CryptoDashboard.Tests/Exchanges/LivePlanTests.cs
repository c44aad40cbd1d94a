using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Reconciliation;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Strategies.BuiltIn;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Feeds;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Exchanges;

/// <summary>A trade plan with real money: real ccxt, and a Binance of our own.</summary>
public sealed class LivePlanTests(Database database)
{
    private const string Key = "BTC/USDT";
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");
    private static readonly PlanDraft AtMarket = new(Market, OrderKind.Market, null, 0.1m, 57_000, null, false, [new(63_000, 0.5m), new(70_000, 0.5m)]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_entered_its_stop_rests_with_the_exchange_is_moved_sells_less_after_a_target_and_ends_it()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        var before = (Btc: Total(binance, "BTC"), Usdt: Total(binance, "USDT"));

        var plan = await desk.Get<PlanDesk>().Send(bot, AtMarket, "ada", Cancel);
        await Eventually.Be(() => Stops(binance) is [(57_000m, 0.0999m)], "the stop at the exchange, for all that was bought");

        await desk.Get<PlanDesk>().MoveStop(bot, plan.Number, 58_000, Cancel);
        Assert.Equal([(58_000m, 0.0999m)], Stops(binance));

        binance.SetPrice(Key, 63_000);
        await Eventually.Be(() => Tell(binance) && binance.Account.Orders().Any(o => o is { IsBuy: false, Type: "MARKET", Filled: 0.04995m }), "the sale at the first target");
        Assert.Equal([(58_000m, 0.04995m)], Stops(binance));

        binance.SetPrice(Key, 57_900);
        await Eventually.Be(() => desk.Get<BotEngine>().PlansOf(bot).Count == 0, "the end of the plan by its stop");
        await desk.Get<BotJournal>().Flush(Cancel);
        var done = (await desk.Get<IBotStore>().LoadPlan(bot, plan.Number, Cancel))!;
        Assert.Equal((PlanState.Done, 0.0999m, 0.0999m), (done.State, done.Bought, done.Sold));
        Assert.DoesNotContain(binance.Account.Orders(), o => o.IsOpen);
        Assert.Equal(before.Btc, Total(binance, "BTC"));
        Assert.Equal(before.Usdt - Total(binance, "USDT"), 50_000 - desk.Get<BotEngine>().StateOf(bot)!.Value.Progress.Cash);
        Assert.All(await desk.Get<TradeStore>().LedgerSums(Cancel), sum => Assert.Equal(0m, sum.Value));
        Assert.Empty(await desk.Get<Reconciler>().Compare(Cancel));
    }

    [Fact]
    public async Task What_became_of_its_orders_while_the_desk_was_down_is_what_it_goes_on_from()
    {
        await using var binance = new BinanceStandIn();
        var connection = await database.Make();
        int bot, waiting, guarded;
        await using (var desk = await Start(binance, connection))
        {
            bot = await LiveBot(desk);
            guarded = (await desk.Get<PlanDesk>().Send(bot, AtMarket, "ada", Cancel)).Number;
            await Eventually.Be(() => Stops(binance) is [(57_000m, 0.0999m)], "the stop of the first plan");
            waiting = (await desk.Get<PlanDesk>().Send(bot, AtMarket with { EntryKind = OrderKind.Limit, EntryPrice = 56_900, StopAt = 50_000 }, "ada", Cancel)).Number;
        }
        // The stop of the first sells, and the limit of the second buys.
        binance.SetPrice(Key, 56_800);
        await using var again = await Start(binance, connection);

        await Eventually.Be(() => Stops(binance) is [(50_000m, 0.0999m)], "the stop of what was bought meanwhile");
        var first = (await again.Get<IBotStore>().LoadPlan(bot, guarded, Cancel))!;
        Assert.Equal((PlanState.Done, 0.0999m), (first.State, first.Sold));
        Assert.Equal(waiting, Assert.Single(again.Get<BotEngine>().PlansOf(bot)).Number);
        Assert.Equal(4, binance.Account.Orders().Count);
    }

    /// <summary>The open stops at the exchange: trigger and what is left of each.</summary>
    private static List<(decimal Trigger, decimal Left)> Stops(BinanceStandIn binance) =>
        [.. binance.Account.Orders().Where(o => o is { Type: "STOP_LOSS_LIMIT", IsOpen: true }).Select(o => (o.StopPrice, o.Remaining))];

    private static bool Tell(BinanceStandIn binance)
    {
        binance.PushTicker(binance.Markets[Key]);
        return true;
    }

    private static decimal Total(BinanceStandIn binance, string asset) => binance.Account.Balance(asset) is var (free, locked) ? free + locked : 0;

    private static async Task<LiveDesk> Start(BinanceStandIn binance, string connection)
    {
        var desk = await LiveDesk.Start(connection, new ShiftedTime(), new FeedOptions { Symbols = [Key], HistoryHours = 0 }, binance);
        if ((await desk.Get<ICredentialStore>().All(Cancel)).Count == 0)
            await desk.Get<AccountDesk>().Add("main", "binance", "ada", false, new ExchangeSecret(BinanceStandIn.ApiKey, BinanceStandIn.Secret), Cancel);
        await Eventually.Be(() => Tell(binance) && desk.Ticker(Market.ToString()) is not null, "the first price");
        var stop = OrderTerms.StopLimitAt(new(1), new(1));
        await Eventually.Be(() => desk.Get<CcxtExchange>().Holds(Market, stop), "what the exchange keeps");
        return desk;
    }

    private static async Task<int> LiveBot(LiveDesk desk)
    {
        var id = await desk.Get<BotDesk>().Create(
            Some.Bot("By hand", Market) with { Strategy = ByHand.Name, Parameters = "{}", Mode = BotMode.Live, Account = "main", Capital = 50_000, Guards = (RiskProfile.Default with { MaxPriceGap = 0.5m }).ToJson() }, Cancel);
        await desk.Get<BotArming>().Arm((await desk.Get<IBotStore>().Load(id, Cancel))!.Bot, 50_000, "ada", Some.Despite, Cancel);
        return id;
    }
}
