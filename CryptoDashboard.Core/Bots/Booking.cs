using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// What one event changes of an order and of what its bot holds. Worked out without clock and I/O, so that live, paper and backtest book
/// alike; it becomes true only when it is kept.
/// </summary>
/// <param name="Happened">The event as it is booked: exchanges do not say which fill is the last, the sum does.</param>
/// <param name="Opened">The round trip that a fill began, or null.</param>
/// <param name="Closed">The round trip that a fill ended, or null.</param>
internal sealed record Booking(Order Order, OrderEvent Happened, Fill? Fill, Holding Holding, Trade? Opened, Trade? Closed)
{
    /// <summary>The round trip as it stands after a fill: open, or just closed.</summary>
    public Trade? Trade => Closed ?? Holding.OpenTrade;

    /// <param name="fill">The fill the event tells of, valued; null where it tells of none.</param>
    /// <param name="atr">Average true range at this moment, quote units; NaN where it is not known.</param>
    /// <returns>Null where the event is not legal for the order: it changes nothing.</returns>
    public static Booking? Of(Order order, OrderEvent happened, Fill? fill, Holding holding, TradingRules rules, double atr)
    {
        if (fill is not null)
        {
            var isWhole = happened is OrderEvent.FilledWholly || (order.Quantity.Value > 0 && order.Filled.Value + fill.Quantity.Value >= order.Quantity.Value);
            if (isWhole != happened is OrderEvent.FilledWholly || !ReferenceEquals(happened.TellsOf, fill))
                happened = isWhole ? new OrderEvent.FilledWholly(happened.At, fill) : new OrderEvent.FilledPartly(happened.At, fill);
        }
        if (OrderTransitions.Next(order.Status, happened) is null)
            return null;
        Trade? closed = null;
        var after = fill is null ? holding : holding.After(fill, order, rules, out closed);
        if (fill is null && happened.IsEnd)
            after = holding.AfterEnd(order, happened.At, rules, out closed);
        var isNew = fill is not null && holding.OpenTrade is null && after.OpenTrade is not null;
        if (isNew)
            after = after with { OpenTrade = after.OpenTrade! with { OpenAtr = double.IsFinite(atr) ? (decimal)atr : 0, Reached = fill!.Price.Value } };
        return new Booking(order.After(happened), happened, fill, after, isNew ? after.OpenTrade : null, closed);
    }

    /// <summary>The fill with its fee in quote units, where that follows from the fill itself; as it is where the fee is in a third asset.</summary>
    public static Fill Valued(Fill fill)
    {
        if (fill.FeeValue is not null)
            return fill;
        var symbol = fill.Market.Symbol;
        return fill.FeeAsset == symbol.Quote ? fill with { FeeValue = fill.Fee }
            : fill.FeeAsset == symbol.Base ? fill with { FeeValue = fill.Fee * fill.Price.Value }
            : fill;
    }
}
