namespace CryptoDashboard.Core.Fleets;

/// <summary>What a fleet is doing. Stored by number.</summary>
public enum FleetStatus
{
    /// <summary>It looks at nothing; its members are stopped.</summary>
    Stopped = 0,

    /// <summary>It looks at its universe; members join and leave.</summary>
    Running = 1,

    /// <summary>It looks at nothing; its members enter no more, and each stops when it is flat.</summary>
    Paused = 2,
}
