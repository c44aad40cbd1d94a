namespace CryptoDashboard.Core.Feeds;

/// <summary>Where a replay stands. Stored by number.</summary>
public enum ReplayStatus
{
    /// <summary>Made, not yet started: bots can be put on its market first.</summary>
    Ready = 0,

    /// <summary>Plays; goes on by itself after a restart.</summary>
    Running = 1,

    Paused = 2,

    /// <summary>Played to the end.</summary>
    Ended = 3,
}
