using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Positions;

namespace CryptoDashboard.Core.Reconciliation;

/// <summary>The books of accounts as they are stored.</summary>
public interface IBookStore
{
    /// <summary>When the books of an account were opened; null before.</summary>
    Task<DateTimeOffset?> OpenedAt(string account, CancellationToken cancel);

    /// <summary>What the ledger says an account holds, by asset: what was there at the opening, its fills and fees, what came and left.</summary>
    Task<IReadOnlyDictionary<string, decimal>> Booked(string account, CancellationToken cancel);

    /// <summary>The checks of the newest moment of each account.</summary>
    Task<IReadOnlyList<BookCheck>> Newest(CancellationToken cancel);

    /// <summary>Checks that found a difference, newest first.</summary>
    Task<IReadOnlyList<BookCheck>> Differences(int count, CancellationToken cancel);

    /// <summary>Which of these ledger transactions are not there yet.</summary>
    Task<IReadOnlySet<string>> Missing(IReadOnlyCollection<string> transactions, CancellationToken cancel);

    /// <summary>Sum of what was booked as unexplained, by account and asset.</summary>
    Task<IReadOnlyList<(string Account, string Asset, decimal Amount)>> Unexplained(CancellationToken cancel);

    /// <summary>Keeps lines, checks and events in one transaction.</summary>
    Task Keep(IReadOnlyList<LedgerEntry> lines, IReadOnlyList<BookCheck> checks, IReadOnlyList<DomainEvent> events, CancellationToken cancel);
}
