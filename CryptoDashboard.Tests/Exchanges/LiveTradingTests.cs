using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Reconciliation;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Feeds;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Exchanges;

/// <summary>A live bot, real ccxt, and a Binance of our own that misbehaves on command.</summary>
public sealed class LiveTradingTests(Database database)
{
    private const string Key = "BTC/USDT";
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_filled_booked_with_its_fee_and_the_books_agree_with_the_exchange()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        var before = binance.Account.Balance("USDT").Free;

        var order = await Buy(desk, bot, 0.1m);
        await Eventually.Be(() => StateOf(desk, bot).Holding.Position.Quantity.Value > 0, "the fill");
        await desk.Get<BotJournal>().Flush(Cancel);

        var stored = (await desk.Get<IBotStore>().LoadOrder(order.Id, Cancel))!.Value;
        var there = Assert.Single(binance.Account.Orders());
        Assert.Equal((order.Id, OrderStatus.Filled), (there.ClientOrderId, stored.Order.Status));
        Assert.Equal(there.Fills.Sum(f => f.Amount) - there.Fills.Sum(f => f.Fee), StateOf(desk, bot).Holding.Position.Quantity.Value);
        Assert.Equal(before - binance.Account.Balance("USDT").Free, 10_000 - StateOf(desk, bot).Progress.Cash);
        Assert.All(await desk.Get<TradeStore>().LedgerSums(Cancel), sum => Assert.Equal(0m, sum.Value));
        Assert.Empty(await desk.Get<Reconciler>().Compare(Cancel));
        await desk.Get<FillWitness>().Flush(Cancel);
        var known = Assert.Single(await desk.Get<IFillStore>().OwnOrders(DateTimeOffset.UnixEpoch, 10, Cancel));
        Assert.Equal((order.Id, true, there.Fills.Count), (known.Note.OrderId, known.Note.LatencyMs > 0, known.Fills.Count));
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_asked_for_and_the_order_is_there_once()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        binance.Faults.Plan(new HttpFault.AnswerLost(), 1, "/api/v3/order", "POST");

        var order = await Buy(desk, bot, 0.1m);

        await Eventually.Be(() => StateOf(desk, bot).Holding.Position.Quantity.Value > 0, "the fill of an order whose answer was lost");
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "its end");
        Assert.Single(binance.Account.Orders());
        Assert.Equal(OrderStatus.Filled, (await desk.Get<IBotStore>().LoadOrder(order.Id, Cancel))!.Value.Order.Status);
    }

    [Fact]
    public async Task A_fee_that_the_exchange_does_not_tell_is_booked_by_its_rate_and_never_as_nothing()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        binance.Account.TellsFees = false;

        var order = await Buy(desk, bot, 0.1m);
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "its end");

        var fill = Assert.Single((await desk.Get<IBotStore>().LoadOrder(order.Id, Cancel))!.Value.Fills);
        Assert.Equal((0.0001m, "BTC"), (fill.Fee, fill.FeeAsset.Code));
        Assert.Equal(binance.Account.Fills()[0].Fee, fill.Fee);
    }

    [Fact]
    public async Task A_request_that_never_arrived_is_found_not_to_be_there_and_nothing_is_bought()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        binance.Faults.Plan(new HttpFault.Drop(), 1, "/api/v3/order", "POST");

        var order = await Buy(desk, bot, 0.1m);
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "the end of the doubt");

        Assert.Empty(binance.Account.Orders());
        Assert.Equal(OrderStatus.Rejected, (await desk.Get<IBotStore>().LoadOrder(order.Id, Cancel))!.Value.Order.Status);
    }

    [Fact]
    public async Task Too_many_requests_a_wrong_clock_and_too_little_money_end_as_they_should()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        binance.Faults.Plan(new HttpFault.Status(429, """{"code":-1003,"msg":"Too many requests."}""", TimeSpan.FromSeconds(1)), 1, "/api/v3/order", "POST");
        await Buy(desk, bot, 0.01m);
        await Eventually.Be(() => binance.Account.Orders().Count == 1, "the order after the 429");
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "its end");

        // Its clock is far from ours: the time is taken from it once, and the order goes through.
        binance.Faults.ClockSkew = TimeSpan.FromSeconds(-30);
        await Buy(desk, bot, 0.01m);
        await Eventually.Be(() => binance.Account.Orders().Count == 2, "the order after the clocks were set");
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "its end");
        binance.Faults.ClockSkew = TimeSpan.Zero;

        binance.Account.SetBalance("USDT", 1);
        var poor = await Buy(desk, bot, 0.01m);
        Assert.Equal(OrderStatus.Rejected, poor.Status);
        Assert.Contains("too little", poor.Rejection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_partly_filled_cancelled_and_keeps_what_it_got()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        binance.Account.FillShare = 0.4m;
        var order = await Buy(desk, bot, 0.1m, OrderTerms.AtLimit(new(59_000)));
        Assert.Equal(OrderStatus.Accepted, order.Status);
        binance.SetPrice(Key, 58_900);
        await Eventually.Be(() => StateOf(desk, bot).Holding.Position.Quantity.Value > 0, "a part");

        await desk.Get<BotEngine>().Cancel(bot, order.Id, Cancel);

        var (stored, fills) = (await desk.Get<IBotStore>().LoadOrder(order.Id, Cancel))!.Value;
        Assert.Equal((OrderStatus.Cancelled, 0.04m), (stored.Status, stored.Filled.Value));
        Assert.Equal(0.04m, fills.Sum(f => f.Quantity.Value));
        Assert.False(binance.Account.Orders()[0].IsOpen);
    }

    [Fact]
    public async Task What_happened_while_the_desk_was_down_is_caught_up()
    {
        await using var binance = new BinanceStandIn();
        var connection = await database.Make();
        int bot;
        string order;
        await using (var desk = await Start(binance, connection))
        {
            bot = await LiveBot(desk);
            order = (await Buy(desk, bot, 0.1m, OrderTerms.AtLimit(new(59_000)))).Id;
        }
        binance.SetPrice(Key, 58_900);
        await using var again = await Start(binance, connection);

        await Eventually.Be(() => again.Get<BotEngine>().StateOf(bot)?.Holding.Position.Quantity.Value > 0, "the fill of the time between");
        await Eventually.Be(() => again.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "its end");
        Assert.Equal(OrderStatus.Filled, (await again.Get<IBotStore>().LoadOrder(order, Cancel))!.Value.Order.Status);
        Assert.Single(binance.Account.Orders());
    }

    [Fact]
    public async Task Orders_that_are_open_as_they_are_known_are_compared_by_one_question_for_all()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        for (var i = 0; i < 5; i++)
            await Buy(desk, bot, 0.01m, OrderTerms.AtLimit(new(59_000 - i)));
        var before = binance.Requests.Count;

        Assert.Empty(await desk.Get<Reconciler>().Compare(Cancel));

        Assert.DoesNotContain(binance.Requests.Skip(before), r => r == "GET /api/v3/order");
        Assert.Equal(5, desk.Get<BotEngine>().OpenOrdersOf(bot).Count);
    }

    [Fact]
    public async Task After_a_restart_one_question_takes_up_what_is_open_and_only_what_is_over_is_asked_for_by_itself()
    {
        await using var binance = new BinanceStandIn();
        var connection = await database.Make();
        int bot;
        await using (var desk = await Start(binance, connection))
        {
            bot = await LiveBot(desk);
            for (var i = 0; i < 6; i++)
                await Buy(desk, bot, 0.01m, OrderTerms.AtLimit(new(59_000 - (i * 100))));
        }
        binance.SetPrice(Key, 58_950);
        binance.SetPrice(Key, 60_000);
        var before = binance.Requests.Count;

        await using var again = await Start(binance, connection);
        var engine = again.Get<BotEngine>();
        await Eventually.Be(() => engine.InDoubt == 0 && engine.OpenOrdersOf(bot).Count == 5, "the orders of the earlier life");
        Assert.Single(binance.Requests.Skip(before), r => r == "GET /api/v3/order");

        // What is pushed about them from now on is heard.
        await Eventually.Be(() => binance.IsAccountHeard, "the stream of the account");
        binance.SetPrice(Key, 58_850);
        await Eventually.Be(() => engine.OpenOrdersOf(bot).Count == 4, "the fill of the second");
        Assert.Single(binance.Requests.Skip(before), r => r == "GET /api/v3/order");
    }

    [Fact]
    public async Task Fills_that_a_silent_stream_did_not_tell_are_found_by_the_comparison()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        await Buy(desk, bot, 0.1m, OrderTerms.AtLimit(new(59_000)));
        binance.Faults.StallSockets = true;
        binance.SetPrice(Key, 58_900);

        await desk.Get<Reconciler>().Compare(Cancel);

        // The desk may have compared by itself in this moment: whoever did has told it.
        Assert.True(StateOf(desk, bot).Holding.Position.Quantity.Value > 0);
        await Eventually.Be(() => desk.Events().Result.Any(e => e.Kind == "difference-missed"), "the news of what was missed");
    }

    [Theory]
    [InlineData(64_000, "LIMIT_MAKER", "STOP_LOSS_LIMIT")]
    [InlineData(56_900, "STOP_LOSS_LIMIT", "LIMIT_MAKER")]
    public async Task Stop_and_take_profit_rest_with_the_exchange_as_one_and_end_each_other_there(decimal price, string traded, string ended)
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk, new StopPlan { StopLoss = 0.05m, TakeProfit = 0.05m });
        await BuyGuarded(binance, desk, bot);
        Assert.All(desk.Get<BotEngine>().OpenOrdersOf(bot), o => Assert.Equal((OrderStatus.Accepted, false, true), (o.Status, o.IsHeldHere, o.IsProtective)));

        binance.SetPrice(Key, price);

        await Eventually.Be(() => StateOf(desk, bot).Holding.OpenTrade is null, "the sale");
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "the end of all orders");
        Assert.Equal(["FILLED", "CANCELED"], new[] { traded, ended }.Select(type => binance.Account.Orders().Single(o => o.Type == type).Status));
        Assert.Equal(3, binance.Account.Orders().Count);
        await desk.Get<BotJournal>().Flush(Cancel);
        Assert.Empty(await desk.Get<Reconciler>().Compare(Cancel));
        Assert.All(await desk.Get<TradeStore>().LedgerSums(Cancel), sum => Assert.Equal(0m, sum.Value));
    }

    [Fact]
    public async Task A_pair_whose_answer_is_lost_is_asked_for_and_is_there_once()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk, new StopPlan { StopLoss = 0.05m, TakeProfit = 0.05m });
        binance.Faults.Plan(new HttpFault.AnswerLost(), 1, "/api/v3/orderList/oco", "POST");

        await BuyGuarded(binance, desk, bot);

        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).All(o => o.Status == OrderStatus.Accepted), "the end of the doubt");
        Assert.Equal(3, binance.Account.Orders().Count);
    }

    [Fact]
    public async Task What_a_pair_did_while_the_desk_was_down_is_caught_up()
    {
        await using var binance = new BinanceStandIn();
        var connection = await database.Make();
        int bot;
        await using (var desk = await Start(binance, connection))
        {
            bot = await LiveBot(desk, new StopPlan { StopLoss = 0.05m, TakeProfit = 0.05m });
            await BuyGuarded(binance, desk, bot);
        }
        binance.SetPrice(Key, 64_000);
        await using var again = await Start(binance, connection);

        await Eventually.Be(() => again.Get<BotEngine>().StateOf(bot) is { Holding.OpenTrade: null }, "the sale of the time between");
        await Eventually.Be(() => again.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "the end of its pair");
        Assert.Equal(3, binance.Account.Orders().Count);
    }

    [Fact]
    public async Task A_pair_is_made_anew_whole_when_more_is_held()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk, new StopPlan { StopLoss = 0.05m, TakeProfit = 0.05m });
        await BuyGuarded(binance, desk, bot);

        await Buy(desk, bot, 0.05m);

        await Eventually.Be(() => binance.Account.Orders().Count(o => o.IsOpen && o.Amount > 0.14m) == 2, "the pair in the new size");
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 2, "the end of the old one");
        Assert.Equal(2, binance.Account.Orders().Count(o => o.IsOpen));
    }

    [Fact]
    public async Task A_pair_that_the_exchange_turns_down_is_a_stop_there_and_a_take_profit_here()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk, new StopPlan { StopLoss = 0.05m, TakeProfit = 0.05m });
        binance.Faults.Plan(new HttpFault.Status(400, """{"code":-2010,"msg":"This action is disabled on this account."}"""), 1, "/api/v3/orderList/oco", "POST");
        await Buy(desk, bot, 0.1m);
        await Eventually.Be(() => binance.Account.Orders().Any(o => o.Type == "STOP_LOSS_LIMIT" && o.IsOpen), "the stop at the exchange");
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Any(o => o is { Kind: OrderKind.TakeProfit, Status: OrderStatus.Held, IsHeldHere: true }), "the take-profit held here");

        // The take-profit takes the stop away from the exchange before it sells.
        binance.SetPrice(Key, 64_000);
        await Eventually.Be(() => { binance.PushTicker(binance.Markets[Key]); return StateOf(desk, bot).Holding.OpenTrade is null; }, "the take-profit");
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "the end of all orders");
        Assert.DoesNotContain(binance.Account.Orders(), o => o.IsOpen);
        Assert.Equal("CANCELED", binance.Account.Orders().Single(o => o.Type == "STOP_LOSS_LIMIT").Status);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(5, true)]
    public async Task A_stop_that_the_exchange_does_not_take_is_held_here_and_nothing_is_sold_for_it(int maxStops, bool refusesUnannounced)
    {
        await using var binance = new BinanceStandIn([new("BTC", "USDT", 60_000m, 0.01m, 0.00001m) { MaxStops = maxStops, RefusesStops = refusesUnannounced }]);
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk, new StopPlan { StopLoss = 0.05m });
        await Buy(desk, bot, 0.1m);

        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Any(o => o is { Kind: OrderKind.Stop, IsHeldHere: true, IsProtective: true }), "the stop, held here");
        Assert.True(StateOf(desk, bot).Holding.Position.Quantity.Value > 0);
        Assert.Single(binance.Account.Orders());

        binance.SetPrice(Key, 56_000);
        await Eventually.Be(() => { binance.PushTicker(binance.Markets[Key]); return StateOf(desk, bot).Holding.OpenTrade is null; }, "the stop");
        Assert.Equal(2, binance.Account.Orders().Count);
    }

    [Fact]
    public async Task The_kill_switch_cancels_refuses_entries_and_is_on_after_a_restart()
    {
        await using var binance = new BinanceStandIn();
        var connection = await database.Make();
        int bot;
        await using (var desk = await Start(binance, connection))
        {
            bot = await LiveBot(desk);
            await Buy(desk, bot, 0.1m, OrderTerms.AtLimit(new(59_000)));
            desk.Get<EmergencyStop>().Press("ada", "A drill.", flatten: false);
            await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "the cancellation");
            Assert.DoesNotContain(binance.Account.Orders(), o => o.IsOpen);
        }
        await using var again = await Start(binance, connection);
        var (_, refused) = await again.Get<BotEngine>().Submit(bot, Request(0.1m, OrderTerms.Market), "by hand", null, Cancel);
        Assert.Equal("blocked", refused!.Code);
        again.Get<EmergencyStop>().Release("ada");
        Assert.Null((await again.Get<BotEngine>().Submit(bot, Request(0.1m, OrderTerms.Market), "by hand", null, Cancel)).Refused);
    }

    [Fact]
    public async Task Coins_that_left_the_account_halt_the_bot_that_is_to_have_them_and_an_orphan_is_told()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        await Buy(desk, bot, 0.1m);
        await Eventually.Be(() => StateOf(desk, bot).Holding.Position.Quantity.Value > 0, "the fill");
        await desk.Get<BotEngine>().Start(bot, Cancel);
        binance.Account.SetBalance("BTC", 0);

        var found = await desk.Get<Reconciler>().Compare(Cancel);
        Assert.Contains(found, d => d.Kind == DifferenceKind.Shortage && d.BotId == bot);
        desk.Time.Advance(TimeSpan.FromSeconds(6));
        await desk.Get<Reconciler>().Compare(Cancel);
        var stored = (await desk.Get<IBotStore>().Load(bot, Cancel))!.Bot;
        Assert.Equal(BotStatus.Halted, stored.Status);
        Assert.Contains("bring it back", stored.StatusReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coins_that_several_bots_are_to_have_halt_all_of_them_when_they_are_gone_however_the_figures_move()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var (one, other) = (await LiveBot(desk), await LiveBot(desk, name: "Other"));
        foreach (var bot in new[] { one, other })
        {
            await Buy(desk, bot, 0.1m);
            await Eventually.Be(() => StateOf(desk, bot).Holding.Position.Quantity.Value > 0, "the fill");
            await desk.Get<BotEngine>().Start(bot, Cancel);
        }

        foreach (var left in new[] { 0m, 0.01m, 0.02m })
        {
            binance.Account.SetBalance("BTC", left);
            await desk.Get<Reconciler>().Compare(Cancel);
            desk.Time.Advance(TimeSpan.FromSeconds(6));
        }

        foreach (var bot in new[] { one, other })
            Assert.Equal(BotStatus.Halted, (await desk.Get<IBotStore>().Load(bot, Cancel))!.Bot.Status);
    }

    [Fact]
    public async Task Keys_that_can_withdraw_or_are_wrong_are_refused_and_a_bot_that_is_not_armed_does_not_start()
    {
        await using var binance = new BinanceStandIn { KeysMayWithdraw = true };
        await using var desk = await Start(binance, await database.Make(), withAccount: false);
        var accounts = desk.Get<AccountDesk>();
        var secret = new ExchangeSecret(BinanceStandIn.ApiKey, BinanceStandIn.Secret);
        Assert.Contains("withdraw", (await Assert.ThrowsAsync<ArgumentException>(() => accounts.Add("main", "binance", "ada", false, secret, Cancel))).Message, StringComparison.Ordinal);
        binance.KeysMayWithdraw = false;
        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => accounts.Add("main", "binance", "ada", false, secret with { Secret = "not-the-secret-at-all" }, Cancel));
        Assert.DoesNotContain("not-the-secret", wrong.ToString(), StringComparison.Ordinal);
        Assert.Equal("read, trade", (await accounts.Add("main", "binance", "ada", false, secret, Cancel)).Permissions);

        var bot = await LiveBot(desk, arm: false);
        Assert.Contains("not armed", (await Assert.ThrowsAsync<ArgumentException>(() => desk.Get<BotDesk>().Start(bot, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_bot_starts_only_where_the_account_holds_what_it_and_the_others_trade_with()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        binance.Account.SetBalance("USDT", 15_000);
        var (one, other) = (await LiveBot(desk), await LiveBot(desk, name: "Other"));
        await desk.Get<BotDesk>().Start(one, Cancel);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => desk.Get<BotDesk>().Start(other, Cancel));
        Assert.Contains("trades with 10000 USDT, main holds 15000 and its running bots claim 10000 of it already: deposit 5000 USDT", refused.Message, StringComparison.Ordinal);
        binance.Account.SetBalance("USDT", 20_000);
        await desk.Get<BotDesk>().Start(other, Cancel);

        await desk.Get<BotDesk>().Stop(other, Cancel);
        await Buy(desk, other, 0.1m);
        await Eventually.Be(() => StateOf(desk, other).Holding.Position.Quantity.Value > 0, "the fill");
        await desk.Get<BotJournal>().Flush(Cancel);
        binance.Account.SetBalance("BTC", 0.01m);
        Assert.Contains("bring the rest back", (await Assert.ThrowsAsync<ArgumentException>(() => desk.Get<BotDesk>().Start(other, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_and_a_take_profit_by_hand_are_either_or()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance, await database.Make());
        var bot = await LiveBot(desk);
        await Buy(desk, bot, 0.1m);
        await Eventually.Be(() => StateOf(desk, bot).Holding.Position.Quantity.Value > 0, "the fill");
        var stop = Request(0.09m, OrderTerms.StopLimitAt(new(57_000), new(56_500))) with { Side = Side.Sell, Purpose = TradePurpose.Exit };

        var (first, second) = await desk.Get<HandDesk>().SendPair(bot, stop, new(63_000), "ada", Cancel);

        Assert.Equal((false, false, first.Group), (first.IsHeldHere, second.IsHeldHere, second.Group));
        Assert.Equal(2, binance.Account.Orders().Count(o => o is { Type: "STOP_LOSS_LIMIT" or "LIMIT_MAKER", IsOpen: true }));
        // The coins are spoken for: a third order for them is refused.
        Assert.Equal("not-enough-held", (await desk.Get<BotEngine>().Submit(bot, stop, "by hand", null, Cancel)).Refused!.Code);

        binance.SetPrice(Key, 64_000);
        await Eventually.Be(() => { binance.PushTicker(binance.Markets[Key]); return desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0; }, "the take-profit and the end of the stop");
        Assert.Equal("CANCELED", binance.Account.Orders().Single(o => o.Type == "STOP_LOSS_LIMIT").Status);
        Assert.InRange(StateOf(desk, bot).Holding.Position.Quantity.Value, 0.0099m, 0.01m);
    }

    private static async Task<LiveDesk> Start(BinanceStandIn binance, string connection, bool withAccount = true)
    {
        var desk = await LiveDesk.Start(connection, new ShiftedTime(), new FeedOptions { Symbols = [Key], HistoryHours = 0 }, binance);
        if (withAccount && desk.Get<AccountDesk>().Find("main") is null && (await desk.Get<ICredentialStore>().All(Cancel)).Count == 0)
            await desk.Get<AccountDesk>().Add("main", "binance", "ada", false, new ExchangeSecret(BinanceStandIn.ApiKey, BinanceStandIn.Secret), Cancel);
        await Eventually.Be(() => { binance.PushTicker(binance.Markets[Key]); return desk.Ticker(Market.ToString()) is not null; }, "the first price");
        return desk;
    }

    private static async Task<int> LiveBot(LiveDesk desk, StopPlan? stops = null, bool arm = true, string name = "Live")
    {
        var id = await desk.Get<BotDesk>().Create(
            Some.Bot(name, Market) with { Mode = BotMode.Live, Account = "main", Guards = (RiskProfile.Default with { Stops = stops ?? StopPlan.None, MaxPriceGap = 0.5m }).ToJson() }, Cancel);
        if (arm)
            await desk.Get<BotArming>().Arm((await desk.Get<IBotStore>().Load(id, Cancel))!.Bot, 50_000, "ada", Some.Despite, Cancel);
        return id;
    }

    private static TradeRequest Request(decimal quantity, OrderTerms terms) =>
        new(Market, Side.Buy, TradePurpose.Entry, Some.Price(60_000), Late: false) { Terms = terms, Quantity = Some.Quantity(quantity) };

    private static async Task<Order> Buy(LiveDesk desk, int bot, decimal quantity, OrderTerms? terms = null)
    {
        var (order, refused) = await desk.Get<BotEngine>().Submit(bot, Request(quantity, terms ?? OrderTerms.Market), "by hand", null, Cancel);
        Assert.Null(refused);
        return order!;
    }

    private static async Task BuyGuarded(BinanceStandIn binance, LiveDesk desk, int bot)
    {
        await Eventually.Be(() => desk.Get<CcxtExchange>().HoldsPair(Market), "what the exchange keeps");
        await Buy(desk, bot, 0.1m);
        await Eventually.Be(() => binance.Account.Orders().Count(o => o is { Type: "STOP_LOSS_LIMIT" or "LIMIT_MAKER", IsOpen: true }) == 2, "stop and take-profit at the exchange");
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).All(o => o.Status is OrderStatus.Accepted or OrderStatus.Unknown), "its answer");
    }

    private static (BotProgress Progress, Core.Positions.Holding Holding) StateOf(LiveDesk desk, int bot) => desk.Get<BotEngine>().StateOf(bot)!.Value;
}
