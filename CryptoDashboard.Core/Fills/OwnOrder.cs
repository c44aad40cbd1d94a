using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Fills;

/// <summary>An order that a real exchange had, with all that came of it.</summary>
public sealed record OwnOrder(SendNote Note, Order Order, IReadOnlyList<Fill> Fills)
{
    // Prices of another moment, mistaken units and the like: no order book is that thin where anybody trades.
    private const double MostSlippage = 0.05;

    /// <summary>How much worse than the best price at sending it took what was there; null where it took nothing, or that price is not known.</summary>
    public double? Slippage()
    {
        // One that slept at the exchange met a price of much later.
        if (Note.Best is not > 0 || (Order.Terms.Sleeps && !Order.IsHeldHere))
            return null;
        var (quantity, value) = (0m, 0m);
        foreach (var fill in Fills)
        {
            if (!fill.IsMaker)
                (quantity, value) = (quantity + fill.Quantity.Value, value + fill.Value);
        }
        if (quantity == 0)
            return null;
        var worse = (double)((value / quantity / Note.Best.Value) - 1) * (Order.Side == Side.Buy ? 1 : -1);
        return Math.Clamp(worse, -MostSlippage, MostSlippage);
    }

    /// <summary>Whether it waited in the book, and that is over: then it tells how good its chances were.</summary>
    public bool HasWaited => Order.Kind == OrderKind.Limit && Order.TimeInForce is not (TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill) && Order.Status.IsFinal()
        && Order.Status != OrderStatus.Rejected && Order.Quantity.Value > Taken;

    /// <summary>The part of what waited that was filled.</summary>
    public double SharePutThrough => (double)Math.Clamp(Fills.Where(f => f.IsMaker).Sum(f => f.Quantity.Value) / (Order.Quantity.Value - Taken), 0, 1);

    /// <summary>Until when it waited in vain: its first fill as one that waited, else its end.</summary>
    public DateTimeOffset WaitedUntil => Fills.Where(f => f.IsMaker).Select(f => (DateTimeOffset?)f.At).Min() ?? Order.EndedAt ?? Note.SentAt;

    private decimal Taken => Fills.Where(f => !f.IsMaker).Sum(f => f.Quantity.Value);

    /// <summary>Whether a candle of the time it waited went beyond its limit.</summary>
    public bool IsPassedBy(in Candle candle) => Order.LimitPrice is { } limit && (Order.Side == Side.Buy ? candle.Low < (double)limit.Value : candle.High > (double)limit.Value);
}
