namespace CryptoDashboard.Core.Bridge;

/// <summary>Where the bridge stands.</summary>
public enum BridgePhase
{
    /// <summary>Switched off, or stopped with the program.</summary>
    Stopped,

    /// <summary>About to be started, or started; it has not said hello yet.</summary>
    Starting,

    /// <summary>Answers calls.</summary>
    Running,

    /// <summary>It ended and will be started again by itself.</summary>
    Restarting,

    /// <summary>Cannot run as things are: something is missing or does not fit. Tried again now and then.</summary>
    Unavailable,
}
