namespace CryptoDashboard.Core.Bridge;

/// <summary>Where a stream stands.</summary>
public enum BridgeStreamPhase
{
    /// <summary>Asked for, nothing has come yet.</summary>
    Connecting,

    /// <summary>Values come as they are made.</summary>
    Live,

    /// <summary>Interrupted; it comes back by itself. What was missed meanwhile is not sent again.</summary>
    Reconnecting,

    /// <summary>Over, for the fault told with it; it is tried again only when watched anew or when the bridge restarts.</summary>
    Ended,
}
