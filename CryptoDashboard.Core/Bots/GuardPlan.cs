using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk.Stops;

namespace CryptoDashboard.Core.Bots;

/// <summary>Which orders guard a position, by the stops of its profile; the same live, on paper and in a backtest.</summary>
internal static class GuardPlan
{
    /// <summary>How far below its trigger a stop kept by the exchange may sell.</summary>
    private const decimal StopSlip = 0.01m;

    /// <param name="entry">Average price of the entry, quote units.</param>
    /// <param name="restsAtExchange">Whether the exchange itself keeps an order on these terms, where that is to be made use of.</param>
    public static List<OrderTerms> Wanted(StopPlan plan, decimal entry, Trade trade, TradingRules rules, Func<OrderTerms, bool> restsAtExchange)
    {
        var wanted = new List<OrderTerms>();
        if (plan.StopPrice(entry, trade.OpenAtr, trade.Reached, rules.TakerFee * 2) is { } stop)
        {
            var trigger = new Price(stop);
            var atExchange = OrderTerms.StopLimitAt(trigger, new Price(stop * (1 - StopSlip)));
            wanted.Add((restsAtExchange(atExchange) ? atExchange : OrderTerms.StopAt(trigger)).RoundedFor(Side.Sell, rules));
        }
        if (plan.Trailing is { } trail)
            wanted.Add(OrderTerms.Trailing(trail));
        if (plan.TakeProfit is { } gain)
            wanted.Add(OrderTerms.TakeProfitAt(new Price(entry * (1 + gain))).RoundedFor(Side.Sell, rules));
        return wanted;
    }

    /// <summary>Whether a guard that is there is one of those wanted.</summary>
    public static bool IsWanted(IReadOnlyList<OrderTerms> wanted, Order guard, Quantity quantity) =>
        guard.Remaining == quantity.Value && wanted.Any(w => w.Kind == guard.Kind && IsAlike(w, guard));

    public static string Why(OrderTerms terms) => terms.Kind switch
    {
        OrderKind.TakeProfit => $"Take-profit at {terms.Trigger}.",
        OrderKind.TrailingStop => $"Trailing stop, {terms.Trail:0.##%} behind the price.",
        _ => $"Stop at {terms.Trigger}.",
    };

    /// <summary>The guards of one trade are either-or.</summary>
    public static string GroupOf(Trade trade) => $"guard-{trade.Id}";

    private static bool IsAlike(OrderTerms wanted, Order guard) =>
        guard.Kind == OrderKind.TrailingStop ? wanted.Trail == guard.Trail : wanted.Trigger == guard.TriggerPrice;
}
