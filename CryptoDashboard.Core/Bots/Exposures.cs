using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Bots;

/// <summary>What a bot has at stake, as the risk gate wants to see it.</summary>
internal static class Exposures
{
    /// <summary>What open orders may still move: the value of all but guards, what buys may spend, what sells but guards may sell.</summary>
    public static (decimal Value, decimal Cash, decimal Quantity) Bound(IEnumerable<Order> open)
    {
        var (value, cash, quantity) = (0m, 0m, 0m);
        foreach (var order in open)
        {
            if (!order.IsProtective)
                value += order.OpenValue;
            if (order.Side == Side.Buy)
                cash += order.OpenValue;
            else if (!order.IsProtective && !order.IsOfPlan)
                quantity += order.Remaining;
        }
        return (value, cash, quantity);
    }
}
