namespace CryptoDashboard.Core.Bots.Plans;

/// <summary>Where a trade plan stands (<see cref="PlanMoves"/> has the moves). Stored by number.</summary>
public enum PlanState
{
    /// <summary>Its entry waits; nothing is bought yet.</summary>
    Waiting = 0,

    /// <summary>A part is bought and guarded; the entry goes on.</summary>
    Entering = 1,

    /// <summary>The entry is over; what was bought is guarded and waits for its targets.</summary>
    Holding = 2,

    /// <summary>Its orders are being taken away; what it bought stays with the bot, unguarded.</summary>
    Leaving = 3,

    /// <summary>Its orders are being taken away and what it bought is sold.</summary>
    Closing = 4,

    /// <summary>All that it bought is sold, but for dust.</summary>
    Done = 10,

    /// <summary>Ended by a person: nothing was bought, or what was bought was left.</summary>
    Cancelled = 11,

    /// <summary>Nothing was bought: the entry was refused, or it ended by itself.</summary>
    Failed = 12,
}
