using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>Searches as they are stored.</summary>
public interface IOptimisationStore
{
    /// <summary>Newest first.</summary>
    Task<(IReadOnlyList<Optimisation> Items, int Total)> List(int skip, int take, CancellationToken cancel);

    Task<Optimisation?> Find(int id, CancellationToken cancel);

    /// <summary>Ids of those that wait or run, oldest first.</summary>
    Task<IReadOnlyList<int>> Unfinished(CancellationToken cancel);

    /// <summary>Those with a number above this one, in the order of their numbers.</summary>
    Task<IReadOnlyList<Trial>> Trials(int id, int after, CancellationToken cancel);

    /// <summary>In the order of their numbers.</summary>
    Task<IReadOnlyList<TrialReturns>> Returns(int id, CancellationToken cancel);

    /// <summary>Windows of its walk-forward, oldest first.</summary>
    Task<IReadOnlyList<WalkForwardStep>> Steps(int id, CancellationToken cancel);

    /// <returns>It with its id.</returns>
    Task<Optimisation> Add(Optimisation optimisation, Func<Optimisation, DomainEvent> told, CancellationToken cancel);

    /// <summary>Keeps whole batches and windows, where it stands, and how often that tried the strategy, in one transaction.</summary>
    /// <param name="firstStep">Index of the first of these windows.</param>
    Task Append(Optimisation optimisation, IReadOnlyList<TrialBatch> batches, int firstStep, IReadOnlyList<WalkForwardStep> steps, DomainEvent? told, CancellationToken cancel);

    /// <summary>Keeps where it stands, with the check that its best was put to where there is one.</summary>
    Task Save(Optimisation optimisation, OverfitCheck? check, DomainEvent told, CancellationToken cancel);

    /// <summary>Removes one with its trials. That they were tried stays counted, and its check stays.</summary>
    Task Delete(int id, DomainEvent told, CancellationToken cancel);
}
