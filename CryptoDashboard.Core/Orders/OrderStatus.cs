namespace CryptoDashboard.Core.Orders;

/// <summary>Where an order stands (<see cref="OrderTransitions"/> has the moves). Stored by number.</summary>
public enum OrderStatus
{
    /// <summary>Decided and durable, not yet sent.</summary>
    Intended = 0,

    /// <summary>Sent; the exchange has not answered yet.</summary>
    Sent = 1,

    /// <summary>The exchange has it.</summary>
    Accepted = 2,

    PartiallyFilled = 3,

    /// <summary>Cancellation was asked for; fills may still come.</summary>
    Cancelling = 4,

    /// <summary>Sent, and no answer came: it may or may not exist. Asked for by its own id, never sent again blindly.</summary>
    Unknown = 5,

    /// <summary>Sleeps with this server until a price wakes it; the exchange knows nothing of it yet.</summary>
    Held = 6,

    Filled = 10,
    Cancelled = 11,
    Rejected = 12,
    Expired = 13,
}
