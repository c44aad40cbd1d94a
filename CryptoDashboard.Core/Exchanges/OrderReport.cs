using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>News of an order from its exchange.</summary>
/// <param name="Handled">Disposed when the news is durable here; a paced market waits for it.</param>
public sealed record OrderReport(int BotId, string OrderId, OrderEvent Happened, IDisposable Handled);
