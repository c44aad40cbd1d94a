namespace CryptoDashboard.Core.Markets;

/// <summary>How long an order waits. Stored by number.</summary>
public enum TimeInForce
{
    /// <summary>Until it is filled or cancelled.</summary>
    GoodTilCancelled = 0,

    /// <summary>Takes what it can at once; the rest is cancelled.</summary>
    ImmediateOrCancel = 1,

    /// <summary>Whole at once, or not at all.</summary>
    FillOrKill = 2,

    /// <summary>Until a moment that the order names.</summary>
    GoodTilDate = 3,
}
