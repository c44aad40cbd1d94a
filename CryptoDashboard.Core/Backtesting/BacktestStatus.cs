namespace CryptoDashboard.Core.Backtesting;

/// <summary>Where a stored backtest stands. Stored by number.</summary>
public enum BacktestStatus
{
    /// <summary>In the queue.</summary>
    Waiting = 1,

    Running = 2,

    /// <summary>It has a report.</summary>
    Done = 3,

    /// <summary>It could not be run; the fault says why.</summary>
    Failed = 4,

    /// <summary>A person ended it.</summary>
    Cancelled = 5,

    /// <summary>The desk ended while it waited or ran.</summary>
    Interrupted = 6,
}
