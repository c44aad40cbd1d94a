namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>Where an optimisation stands. Stored by number.</summary>
public enum OptimisationStatus
{
    Waiting = 0,

    /// <summary>After a crash it goes on from what was kept.</summary>
    Running = 1,
    Done = 2,

    /// <summary>By a person; it can go on.</summary>
    Cancelled = 3,

    /// <summary>It could not be run; its fault says why.</summary>
    Failed = 4,
}
