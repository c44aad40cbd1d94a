namespace CryptoDashboard.Core.Reconciliation;

/// <summary>What kind of difference between the books here and an exchange was found. Stored by number.</summary>
public enum DifferenceKind
{
    /// <summary>News of our own order had been missed and is booked now.</summary>
    Missed = 1,

    /// <summary>An order at the exchange that this desk did not place.</summary>
    ForeignOrder = 2,

    /// <summary>An order at the exchange under one of our names that the books do not know.</summary>
    OrphanOrder = 3,

    /// <summary>The account holds less of an asset than the bots on it are to have.</summary>
    Shortage = 4,

    /// <summary>The exchange could not be asked.</summary>
    NotAsked = 5,
}

/// <summary>One difference, as a sentence that says what to do where there is something to do.</summary>
public sealed record Difference(DifferenceKind Kind, string Account, string? Market, int? BotId, string Sentence, bool IsHealed);
