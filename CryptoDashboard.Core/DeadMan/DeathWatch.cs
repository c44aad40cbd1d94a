namespace CryptoDashboard.Core.DeadMan;

/// <summary>What a watchdog makes of what it sees of its desk.</summary>
public enum DeskState
{
    Well = 1,

    /// <summary>Its process is there and gives no sign.</summary>
    Silent = 2,

    /// <summary>Its process is gone, and it had not said that it would go.</summary>
    Gone = 3,

    /// <summary>It ended in order.</summary>
    Ended = 4,

    /// <summary>Another desk runs on the same data, with a watchdog of its own.</summary>
    Replaced = 5,
}

/// <summary>Judges whether a desk lives. No clock, no file, no process: only what was seen of them.</summary>
public static class DeathWatch
{
    /// <param name="desk">The process that is watched.</param>
    /// <param name="beat">The last heartbeat, or null where there is none.</param>
    /// <param name="saidGoodbye">Whether it told this watchdog that it ends in order.</param>
    /// <param name="isThere">Whether its process is there.</param>
    public static DeskState Judge(int desk, Heartbeat? beat, bool saidGoodbye, bool isThere, DateTimeOffset now, TimeSpan silentAfter)
    {
        if (beat is not null && beat.ProcessId != desk)
            return DeskState.Replaced;
        if (saidGoodbye || beat is { IsEnding: true })
            return DeskState.Ended;
        if (!isThere)
            return DeskState.Gone;
        return beat is not null && now - beat.At >= silentAfter ? DeskState.Silent : DeskState.Well;
    }
}
