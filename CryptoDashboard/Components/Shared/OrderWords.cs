using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Components.Shared;

/// <summary>Where an order stands, as a trader says it.</summary>
internal static class OrderWords
{
    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.Intended => "about to be sent",
        OrderStatus.Sent => "on its way",
        OrderStatus.Accepted => "open",
        OrderStatus.PartiallyFilled => "partly filled",
        OrderStatus.Cancelling => "being cancelled",
        OrderStatus.Unknown => "not known, being asked",
        OrderStatus.Held => "waits for its price",
        OrderStatus.Filled => "filled",
        OrderStatus.Cancelled => "cancelled",
        OrderStatus.Rejected => "rejected",
        OrderStatus.Expired => "expired",
        _ => status.ToString(),
    };
}
