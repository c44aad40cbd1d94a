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
/// <param name="About">What it is about, the same from one comparison to the next however the figures in its sentence move: an asset, an order.</param>
/// <param name="Bots">Those it concerns; they halt where it lasts and cannot be healed.</param>
public sealed record Difference(DifferenceKind Kind, string Account, string? Market, string About, IReadOnlyList<int> Bots, string Sentence, bool IsHealed)
{
    /// <summary>The one bot it concerns; null for none or several.</summary>
    public int? BotId => Bots is [var only] ? only : null;

    /// <summary>What makes it the same as one found before.</summary>
    internal (DifferenceKind Kind, string Account, string? Market, string About) Key => (Kind, Account, Market, About);
}
