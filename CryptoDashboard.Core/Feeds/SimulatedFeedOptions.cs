namespace CryptoDashboard.Core.Feeds;

/// <summary>Settings under <c>Simulation</c>.</summary>
public sealed class SimulatedFeedOptions
{
    /// <summary>Whether the simulated market runs.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The same seed gives the same prices from the same start.</summary>
    public ulong Seed { get; set; } = 20_090_103;
}
