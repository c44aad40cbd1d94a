using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies.Adaptive;

namespace CryptoDashboard.Core.Bots;

/// <summary>Puts what a bot did into words, as the events that go into the transaction of the deed.</summary>
internal sealed class BotEvents(TimeProvider time)
{
    public DomainEvent OfBot(Bot bot, string kind, string text) => Told(bot, EventTopic.Bots, kind, text, null);

    public DomainEvent OfSignal(Bot bot, SignalRecord signal)
    {
        var action = signal.Action.ToString().ToUpperInvariant();
        var text = signal.FateReason is null
            ? $"{bot.Name}: {action} {bot.Market.Symbol}. {signal.Reason}"
            : $"{bot.Name}: {action} {bot.Market.Symbol}, not traded. {signal.FateReason}";
        return Told(bot, EventTopic.Signals, "signal-raised", text, signal.OrderId);
    }

    /// <summary>Other thresholds are in force from the next candle on.</summary>
    public DomainEvent OfThresholds(Bot bot, LearntThresholds learnt) =>
        Told(bot, EventTopic.Signals, "thresholds-changed", $"{bot.Name}: version {learnt.Version} of its thresholds. {learnt.Sentence}", $"thresholds-{learnt.Version}");

    public DomainEvent OfOutside(Bot bot, OutsideSignal signal)
    {
        var action = signal.Action.ToString().ToUpperInvariant();
        return Told(
            bot, EventTopic.Signals, "signal-from-outside",
            $"{bot.Name}: {action} {bot.Market.Symbol} from outside{(signal.FateReason is null ? ", ordered." : $", not traded. {signal.FateReason}")}", signal.OrderId);
    }

    /// <summary>News of an order, and of the round trip that a fill of it began or ended.</summary>
    public IReadOnlyList<DomainEvent> OfOrder(Bot bot, Order order, Fill? fill, Trade? opened, Trade? closed)
    {
        var told = new List<DomainEvent> { OfOrder(bot, order, fill) };
        if (opened is not null)
            told.Add(Told(bot, EventTopic.Trades, "trade-opened", $"{bot.Name} opened a trade: {opened.OpenReason}", opened.Id));
        if (closed is not null)
        {
            told.Add(Told(
                bot, EventTopic.Trades, "trade-closed",
                $"{bot.Name} closed a trade: {closed.Profit:+0.00;-0.00} {closed.Market.Symbol.Quote} ({closed.ProfitRatio:+0.00%;-0.00%}).", closed.Id));
        }
        return told;
    }

    /// <summary>An order that no candle led to was decided.</summary>
    public DomainEvent OfIntent(Bot bot, Order order) => Told(
        bot, EventTopic.Orders, "order-intended", $"{bot.Name}: {order.Side} {order.Kind} order for {order.Market.Symbol}. {order.Reason}", order.Id);

    /// <summary>A guard of the position could not be made: the position is there without it.</summary>
    public DomainEvent OfUnguarded(Bot bot, OrderTerms terms, RiskRefusal refusal) => Told(
        bot, EventTopic.Risk, "guard-refused", $"{bot.Name} holds {bot.Market.Symbol.Base} without its guard ({GuardPlan.Why(terms).TrimEnd('.').ToLowerInvariant()}). {refusal.Sentence}", null);

    /// <summary>A plan changed; what happened follows its name in the sentence.</summary>
    public DomainEvent OfPlan(Bot bot, TradePlan plan, string kind, string told) =>
        Told(bot, EventTopic.Orders, kind, $"{bot.Name}: plan {plan.Number} {told}{(told.EndsWith('.') ? "" : ".")}", $"plan-{plan.BotId}-{plan.Number}");

    private DomainEvent OfOrder(Bot bot, Order order, Fill? fill)
    {
        if (fill is not null)
            return Told(bot, EventTopic.Orders, "order-filled", $"{bot.Name}: {fill.Side} {fill.Quantity} {fill.Market.Symbol.Base} at {fill.Price}.", order.Id);
        return order.Status == OrderStatus.Rejected
            ? Told(bot, EventTopic.Orders, "order-rejected", $"{bot.Name}: {order.Side} order rejected. {order.Rejection}", order.Id)
            : Told(bot, EventTopic.Orders, $"order-{order.Status.ToString().ToLowerInvariant()}", $"{bot.Name}: {order.Side} order {order.Status}.", order.Id);
    }

    private DomainEvent Told(Bot bot, EventTopic topic, string kind, string text, string? subject) => new()
    {
        At = time.GetUtcNow(),
        Topic = topic,
        Kind = kind,
        BotId = bot.Id,
        Market = bot.Market.ToString(),
        Text = text,
        Subject = subject,
    };
}
