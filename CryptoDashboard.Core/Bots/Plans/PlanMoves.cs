namespace CryptoDashboard.Core.Bots.Plans;

/// <summary>What happens to a plan.</summary>
public enum PlanEvent
{
    /// <summary>A fill of its entry.</summary>
    Bought,

    /// <summary>Its entry is over: filled, cancelled, refused or expired.</summary>
    EntryOver,

    /// <summary>Nothing that could be sold is left of what it bought.</summary>
    SoldOut,

    /// <summary>Somebody ends it and keeps what it bought.</summary>
    LeaveAsked,

    /// <summary>Somebody ends it and has what it bought sold.</summary>
    CloseAsked,

    /// <summary>The last of its orders is over, and there is nothing to sell.</summary>
    Ended,
}

/// <summary>Every legal move of a plan on one screen; what is not here does not happen.</summary>
public static class PlanMoves
{
    /// <summary>The state after the event, or null where it changes nothing and is not legal.</summary>
    public static PlanState? Next(PlanState state, PlanEvent happened) => (state, happened) switch
    {
        (PlanState.Waiting, PlanEvent.Bought) => PlanState.Entering,
        (PlanState.Waiting, PlanEvent.EntryOver) => PlanState.Failed,
        (PlanState.Entering, PlanEvent.EntryOver) => PlanState.Holding,
        (PlanState.Holding, PlanEvent.SoldOut) => PlanState.Done,

        (PlanState.Waiting or PlanState.Entering or PlanState.Holding or PlanState.Leaving, PlanEvent.LeaveAsked) => PlanState.Leaving,
        (PlanState.Waiting or PlanState.Entering or PlanState.Holding or PlanState.Leaving or PlanState.Closing, PlanEvent.CloseAsked) => PlanState.Closing,
        (PlanState.Leaving or PlanState.Closing, PlanEvent.Ended) => PlanState.Cancelled,
        (PlanState.Closing, PlanEvent.SoldOut) => PlanState.Done,

        // A fill is a fact, even one that crossed the end of its order: what it bought is guarded again, unless it was to be left.
        (PlanState.Entering or PlanState.Holding or PlanState.Leaving or PlanState.Closing or PlanState.Cancelled, PlanEvent.Bought) => state,
        (PlanState.Failed or PlanState.Done, PlanEvent.Bought) => PlanState.Holding,
        _ => null,
    };

    /// <summary>Nothing more is done for a plan in this state.</summary>
    public static bool IsOver(this PlanState state) => state >= PlanState.Done;
}
