using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.DeadMan;

/// <summary>What becomes of one bot's position and orders if this machine dies at this moment.</summary>
/// <param name="StaysThere">Orders that rest at the exchange and stay at work.</param>
/// <param name="LostHere">Orders that only this server watches: nobody would send them.</param>
/// <param name="CancelledThere">Orders at the exchange that the countdown or the watchdog would end.</param>
/// <param name="IsUnguarded">Whether real coins would be left without any stop.</param>
/// <param name="Sentence">All of it for a person.</param>
public sealed record Consequence(
    Bot Bot, decimal Held, IReadOnlyList<Order> StaysThere, IReadOnlyList<Order> LostHere, IReadOnlyList<Order> CancelledThere, bool IsUnguarded, string Sentence)
{
    /// <param name="snapshot">The bot with its open orders.</param>
    /// <param name="choice">What was chosen for its account, or null.</param>
    public static Consequence Of(BotSnapshot snapshot, DeadManChoice? choice)
    {
        var bot = snapshot.Bot;
        var held = snapshot.Position.Quantity.Value;
        if (!bot.IsLive)
            return new Consequence(bot, held, [], [], [], IsUnguarded: false, "Play money: nothing happens anywhere, and it goes on from its last step when the desk is back.");
        var there = snapshot.OpenOrders.Where(o => o.Status is not (OrderStatus.Held or OrderStatus.Intended)).ToList();
        var here = snapshot.OpenOrders.Where(o => o.Status == OrderStatus.Held).ToList();
        var counts = choice?.CountdownSeconds is not null && Countdown.IsOffered(bot.Market.Exchange) && bot.ArmedAt is not null;
        var ended = counts ? there : choice is { CancelsEntries: true } ? [.. there.Where(o => o.Purpose == TradePurpose.Entry)] : [];
        var stays = there.Except(ended).ToList();
        var isUnguarded = held > 0 && !stays.Exists(o => o is { IsProtective: true, Kind: not Markets.OrderKind.TakeProfit });
        return new Consequence(bot, held, stays, here, ended, isUnguarded, Say(bot, held, stays, here, ended, counts ? choice!.CountdownSeconds : null, isUnguarded));
    }

    private static string Say(Bot bot, decimal held, List<Order> stays, List<Order> here, List<Order> ended, int? countdown, bool isUnguarded)
    {
        if (held == 0 && stays.Count + here.Count + ended.Count == 0)
            return bot.Status == BotStatus.Running ? "Nothing is at stake: it holds nothing and has no order. It only misses its next candles." : "Nothing is at stake.";
        var parts = new List<string>();
        if (held > 0)
            parts.Add($"{held:0.########} {bot.Market.Symbol.Base} stay in {bot.Account} at {bot.Market.Exchange}.");
        if (stays.Count > 0)
            parts.Add($"{Capital(Names(stays))} {(stays.Count == 1 ? "rests" : "rest")} there and {(stays.Count == 1 ? "stays" : "stay")} at work.");
        if (here.Count > 0)
            parts.Add($"{Capital(Names(here))} {(here.Count == 1 ? "is" : "are")} held here and would be lost.");
        if (ended.Count > 0)
            parts.Add(countdown is { } seconds ? $"After {seconds} seconds the exchange cancels {Names(ended)}." : $"The watchdog cancels {Names(ended)}, if only this program died.");
        if (isUnguarded)
            parts.Add("Nothing would guard the position.");
        return string.Join(" ", parts);
    }

    private static string Names(List<Order> orders) => string.Join(", ", orders.Select(Name));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Name(Order order) => order switch
    {
        { IsProtective: true, Kind: Markets.OrderKind.TakeProfit } => $"the take-profit at {order.TriggerPrice}",
        { IsProtective: true, Kind: Markets.OrderKind.TrailingStop } => order.TriggerPrice is { } at ? $"the trailing stop at {at}" : "the trailing stop",
        { IsProtective: true } => $"the stop at {order.TriggerPrice}",
        _ => $"the {(order.Side == Markets.Side.Buy ? "buy" : "sell")} of {order.Quantity} {order.Market.Symbol.Base}{(order.LimitPrice is { } limit ? $" at {limit}" : "")}",
    };
}
