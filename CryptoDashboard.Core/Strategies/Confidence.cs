namespace CryptoDashboard.Core.Strategies;

/// <summary>Turns a share of 0 to 1 into a confidence, so that all strategies mean the same by theirs: 0.5 to 1 to act, 0.3 to 0.5 to hold.</summary>
internal static class Confidence
{
    /// <param name="far">How far beyond its threshold the signal is; what is not a number counts as 0.</param>
    public static double ToAct(double far) => 0.5 + (0.5 * Share(far));

    /// <param name="near">How near the next signal is; what is not a number counts as 0.</param>
    public static double ToHold(double near) => 0.3 + (0.2 * Share(near));

    private static double Share(double value) => value > 0 ? Math.Min(1, value) : 0;
}
