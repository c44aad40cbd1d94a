namespace CryptoDashboard.Core.MarketContext;

/// <summary>How unusual one minute was.</summary>
/// <param name="Move">The change of the close as a ratio.</param>
/// <param name="Deviations">The move in standard deviations of the hour before.</param>
/// <param name="VolumeTimes">The volume as a multiple of the mean minute of the hour before.</param>
public sealed record Spike(double Move, double Deviations, double VolumeTimes);
