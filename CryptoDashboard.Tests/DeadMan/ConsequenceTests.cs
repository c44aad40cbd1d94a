using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.DeadMan;

public sealed class ConsequenceTests
{
    private static readonly MarketId Kraken = MarketId.Parse("kraken:BTC/USDT");

    [Fact]
    public void Play_money_loses_nothing()
    {
        var consequence = Consequence.Of(Snapshot(Some.Bot(), held: 1), null);

        Assert.False(consequence.IsUnguarded);
        Assert.StartsWith("Play money", consequence.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_that_rests_at_the_exchange_stays_and_what_is_held_here_is_lost()
    {
        var consequence = Consequence.Of(Snapshot(Live(), held: 1, Guard(OrderTerms.StopLimitAt(new(90), new(89))), Guard(OrderTerms.TakeProfitAt(new(120))).HeldHere()), null);

        Assert.False(consequence.IsUnguarded);
        Assert.Equal("1 BTC stay in main at kraken. The stop at 90 rests there and stays at work. The take-profit at 120 is held here and would be lost.", consequence.Sentence);
    }

    [Fact]
    public void A_position_whose_stop_is_held_here_would_be_left_without_a_guard()
    {
        var consequence = Consequence.Of(Snapshot(Live(), held: 1, Guard(OrderTerms.StopAt(new(90))).HeldHere()), null);

        Assert.True(consequence.IsUnguarded);
        Assert.EndsWith("Nothing would guard the position.", consequence.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_countdown_would_end_the_stop_as_well_and_that_is_said()
    {
        var consequence = Consequence.Of(Snapshot(Live(), held: 1, Guard(OrderTerms.StopLimitAt(new(90), new(89)))), new DeadManChoice { Account = "main", CountdownSeconds = 60 });

        Assert.True(consequence.IsUnguarded);
        Assert.Contains("After 60 seconds the exchange cancels the stop at 90.", consequence.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_countdown_of_an_exchange_that_offers_none_changes_nothing()
    {
        var bot = Live() with { Market = MarketId.Parse("binance:BTC/USDT") };

        var consequence = Consequence.Of(Snapshot(bot, held: 1, Guard(OrderTerms.StopLimitAt(new(90), new(89)))), new DeadManChoice { Account = "main", CountdownSeconds = 60 });

        Assert.Empty(consequence.CancelledThere);
    }

    [Fact]
    public void The_watchdog_ends_entries_and_leaves_stops()
    {
        var entry = Accepted(Request(Side.Buy, OrderTerms.AtLimit(new(95)), isProtective: false));

        var consequence = Consequence.Of(Snapshot(Live(), held: 1, entry, Guard(OrderTerms.StopLimitAt(new(90), new(89)))), new DeadManChoice { Account = "main", CancelsEntries = true });

        Assert.Equal([entry.Id], consequence.CancelledThere.Select(o => o.Id));
        Assert.False(consequence.IsUnguarded);
    }

    private static Bot Live() => Some.Bot(market: Kraken) with { Mode = BotMode.Live, Account = "main", ArmedAt = Some.Noon, Status = BotStatus.Running };

    private static BotSnapshot Snapshot(Bot bot, decimal held, params IReadOnlyList<Order> orders) => new(
        bot,
        new BotProgress { BotId = bot.Id, Cash = 100, Equity = 200 },
        new Position { BotId = bot.Id, Market = bot.Market, Quantity = Some.Quantity(held) },
        null, orders, [], []);

    private static Order Guard(OrderTerms terms)
    {
        var order = Request(Side.Sell, terms, isProtective: true);
        return terms.Kind == OrderKind.StopLimit ? Accepted(order) : order.After(new OrderEvent.Held(Some.Noon));
    }

    private static Order Accepted(Order order) => order.After(new OrderEvent.Sent(Some.Noon)).After(new OrderEvent.Accepted(Some.Noon, "x"));

    private static Order Request(Side side, OrderTerms terms, bool isProtective)
    {
        var request = new TradeRequest(Kraken, side, side == Side.Buy ? TradePurpose.Entry : TradePurpose.Exit, Some.Price(100), Late: false) { Terms = terms, Quantity = Some.Quantity(1) };
        var trade = RiskGate.Check(request, new Exposure(1_000, 900, Some.Quantity(1), 0), Some.AllIn, Some.Rules).Approved!;
        return Order.From(trade, $"cd-{side}-{terms.Kind}", 1, Some.Noon, Some.Noon, "because", "main", isProtective: isProtective);
    }
}
