namespace CryptoDashboard.Core.DeadMan;

/// <summary>The operators' choices, as they are stored.</summary>
public interface IDeadManStore
{
    Task<IReadOnlyList<DeadManChoice>> All(CancellationToken cancel);

    /// <summary>Replaces the choice of an account.</summary>
    Task Keep(DeadManChoice choice, CancellationToken cancel);
}
