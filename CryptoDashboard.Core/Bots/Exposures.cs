using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Bots;

/// <summary>What a bot has at stake, as the risk gate wants to see it.</summary>
internal static class Exposures
{
    /// <summary>
    /// What open orders may still move: the value of all but guards, how much of it waits for a price of its own, what buys may spend, what
    /// sells but guards may sell.
    /// </summary>
    public static (decimal Value, decimal Resting, decimal Cash, decimal Quantity) Bound(IEnumerable<Order> open)
    {
        var (value, resting, cash, quantity) = (0m, 0m, 0m, 0m);
        Dictionary<string, decimal>? pairs = null;
        foreach (var order in open)
        {
            if (!order.IsProtective)
            {
                value += order.OpenValue;
                if (Rests(order))
                    resting += order.OpenValue;
            }
            if (order.Side == Side.Buy)
                cash += order.OpenValue;
            else if (order is { IsProtective: false, IsOfPlan: false, Group: { } group })
                (pairs ??= [])[group] = Math.Max(order.Remaining, pairs.GetValueOrDefault(group));
            else if (!order.IsProtective && !order.IsOfPlan)
                quantity += order.Remaining;
        }
        // Of orders that end each other only one will sell.
        return (value, resting, cash, quantity + (pairs?.Values.Sum() ?? 0));
    }

    /// <summary>Whether it is known to be there and to wait for a price: nothing is in doubt about it.</summary>
    private static bool Rests(Order order) =>
        order.Status is OrderStatus.Accepted or OrderStatus.PartiallyFilled or OrderStatus.Held && (order.IsAsleep || order.Terms.IsLimited);
}
