using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>What takes orders. Placing the same client order id twice is one order.</summary>
public interface IExchange
{
    /// <summary>
    /// What happened to an order after it was placed: fills, cancellations, late rejections. Raised on the exchange's thread, in order per
    /// order; a handler must be quick, must not throw, and disposes the report when its work is done.
    /// </summary>
    event Action<OrderReport>? Reported;

    /// <summary>Whether the exchange itself keeps an order on these terms; else this server watches the price and sends it when it is time.</summary>
    bool Holds(MarketId market, OrderTerms terms);

    /// <summary>Sends an order whose intent is durable.</summary>
    /// <returns>Accepted, rejected, or <see cref="OrderEvent.AnswerLost"/> where it is not known whether it arrived.</returns>
    Task<OrderEvent> Place(Order order, CancellationToken cancel);

    /// <summary>Whether the exchange itself keeps a stop and a take-profit of the same coins as one, each ending the other.</summary>
    bool HoldsPair(MarketId market) => false;

    /// <summary>Sends a stop-limit and a take-profit as one; only where <see cref="HoldsPair"/> says so. Both or neither are taken.</summary>
    /// <returns>What became of each, as <see cref="Place"/> tells it.</returns>
    Task<(OrderEvent Stop, OrderEvent Target)> PlacePair(Order stop, Order target, CancellationToken cancel) => throw new NotSupportedException("This exchange keeps no pairs.");

    /// <summary>Asks for the end of an order.</summary>
    /// <returns>
    /// <see cref="OrderEvent.Cancelled"/> when it is over; <see cref="OrderEvent.CancelAsked"/> when the outcome comes by report or is to be
    /// asked for; <see cref="OrderEvent.NotFound"/> when the exchange has no such open order (any more).
    /// </returns>
    Task<OrderEvent> Cancel(Order order, CancellationToken cancel);

    /// <summary>
    /// Where an order stands and every fill of it, asked anew, or null where the exchange has never heard of it.
    /// </summary>
    /// <exception cref="Outside.OutsideFault">The exchange could not be asked: nothing is known.</exception>
    Task<FoundOrder?> Find(Order order, CancellationToken cancel);
}
