using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>An order with those of its fills that belong to the stretch that is compared; at least one.</summary>
internal sealed record Outcome(Order Order, IReadOnlyList<Fill> Fills)
{
    public DateTimeOffset First => Fills[0].At;

    public DateTimeOffset Last => Fills[^1].At;

    public decimal Quantity => Fills.Sum(f => f.Quantity.Value);

    public decimal Value => Fills.Sum(f => f.Value);

    public decimal Price => Value / Quantity;

    /// <summary>Share of the value that the fees were; null where one is not known in quote units.</summary>
    public decimal? FeeRate => Fills.Any(f => f.FeeValue is null) ? null : Fills.Sum(f => f.FeeValue!.Value) / Value;

    /// <summary>What kind of order it is where names tell nothing: its guards, or a sale at market.</summary>
    public string Class => ClassOf(Order);

    public string Words => $"{(Order.Side == Side.Buy ? "bought" : "sold")} {Quantity:0.########} at {Price:0.########}";

    public static string ClassOf(Order order) => !order.IsProtective ? $"{order.Side}"
        : order.Kind switch { OrderKind.TakeProfit => "take-profit", OrderKind.TrailingStop => "trailing stop", _ => "stop" };

    /// <summary>By order, those with a fill from a moment on, in the order of their first fills.</summary>
    public static List<Outcome> Of(IEnumerable<Order> orders, IEnumerable<Fill> fills, DateTimeOffset from)
    {
        var byId = orders.ToDictionary(o => o.Id, StringComparer.Ordinal);
        return [.. fills.Where(f => f.At >= from && byId.ContainsKey(f.OrderId)).GroupBy(f => f.OrderId, StringComparer.Ordinal)
            .Select(g => new Outcome(byId[g.Key], [.. g.OrderBy(f => f.At)])).OrderBy(o => o.First)];
    }
}
