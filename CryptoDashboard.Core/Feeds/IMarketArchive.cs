namespace CryptoDashboard.Core.Feeds;

/// <summary>What exchanges offered on each day, so that a backtest can ask what was true then.</summary>
public interface IMarketArchive
{
    /// <summary>Whether a day of an exchange is recorded.</summary>
    Task<bool> Has(string exchange, DateOnly day, CancellationToken cancel);

    /// <summary>
    /// Records a day in one transaction: symbols that are new or changed begin a span, those that are gone end theirs. Recording a day again
    /// replaces it; a day before the last one recorded is refused, because spans only grow forward.
    /// </summary>
    /// <returns>How many symbols began, changed and ended.</returns>
    /// <exception cref="ArgumentException">A later day is recorded already.</exception>
    Task<ArchiveChange> Record(string exchange, DateOnly day, IReadOnlyList<ArchivedMarket> markets, IReadOnlyList<ArchivedVolume> volumes, CancellationToken cancel);

    /// <summary>The symbols of an exchange with the rules of a day, by symbol; empty for days before the first record.</summary>
    Task<IReadOnlyList<ArchivedMarket>> AsOf(string exchange, DateOnly day, CancellationToken cancel);

    /// <summary>The volume ranks of the last recorded day that is not after <paramref name="day"/>, by rank.</summary>
    Task<IReadOnlyList<ArchivedVolume>> VolumesAsOf(string exchange, DateOnly day, CancellationToken cancel);

    /// <summary>Every span of an exchange's symbols of one quote asset that began by a day.</summary>
    Task<IReadOnlyList<ArchivedMarket>> Spans(string exchange, string quote, DateOnly until, CancellationToken cancel);

    /// <summary>The volume ranks of one quote asset of every recorded day of a stretch, both ends included, and of the last day before it; where the stretch has none, of the first day after too.</summary>
    Task<IReadOnlyList<ArchivedVolume>> Volumes(string exchange, string quote, DateOnly from, DateOnly to, CancellationToken cancel);
}

/// <summary>What was different from the day recorded before.</summary>
public sealed record ArchiveChange(int Listed, int Changed, int Delisted);
