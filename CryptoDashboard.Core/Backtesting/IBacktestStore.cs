using CryptoDashboard.Core.Events;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>Backtests that were asked for, and their reports.</summary>
public interface IBacktestStore
{
    /// <summary>Newest first, at most <paramref name="take"/>; without their reports.</summary>
    /// <param name="text">Only those whose name, markets or strategy contain it; null for all.</param>
    Task<(IReadOnlyList<BacktestRecord> Items, int Total)> List(string? text, BacktestStatus? status, int skip, int take, CancellationToken cancel);

    Task<BacktestRecord?> Find(int id, CancellationToken cancel);

    /// <summary>The report, or null where there is none.</summary>
    Task<BacktestReport?> Report(int id, CancellationToken cancel);

    /// <returns>It with its id.</returns>
    Task<BacktestRecord> Add(BacktestRecord record, CancellationToken cancel);

    /// <summary>Keeps what became of it, with its report and the event in one transaction. One that was deleted meanwhile stays deleted.</summary>
    Task Save(BacktestRecord record, BacktestReport? report, DomainEvent? told, CancellationToken cancel);

    Task Delete(int id, CancellationToken cancel);

    /// <summary>Marks everything that waited or ran as interrupted.</summary>
    /// <returns>How many.</returns>
    Task<int> InterruptUnfinished(CancellationToken cancel);
}
