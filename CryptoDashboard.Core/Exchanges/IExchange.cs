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

    /// <summary>Sends an order whose intent is durable.</summary>
    /// <returns>The exchange's answer: accepted or rejected.</returns>
    Task<OrderEvent> Place(Order order, CancellationToken cancel);
}
