namespace CryptoDashboard.Core.Performance;

/// <summary>One window of a walk-forward: chosen on the first stretch, tried on the next one.</summary>
/// <param name="InSample">Return of the choice on the stretch it was chosen on: 0.1 = 10 %.</param>
/// <param name="OutOfSample">Its return on the stretch after.</param>
public readonly record struct WalkForwardWindow(double InSample, TimeSpan InSampleLength, double OutOfSample, TimeSpan OutOfSampleLength);

/// <summary>
/// Pardo's walk-forward efficiency: the pace of growth out of sample over that in sample. Paces are log growth per day over all windows,
/// so that windows of different lengths weigh by their time. 0.5 and more is customary for a pass.
/// </summary>
public static class WalkForwardEfficiency
{
    public const int LeastWindows = 3;

    public static Figure Of(IReadOnlyCollection<WalkForwardWindow> windows)
    {
        if (windows.Count < LeastWindows)
            return Figure.None($"{windows.Count} windows say nothing; {LeastWindows} are needed.");
        if (windows.Any(w => w.InSample <= -1 || w.OutOfSample <= -1))
            return Figure.None("In one window everything was lost.");
        var inside = windows.Sum(w => Math.Log(1 + w.InSample)) / windows.Sum(w => w.InSampleLength.TotalDays);
        var outside = windows.Sum(w => Math.Log(1 + w.OutOfSample)) / windows.Sum(w => w.OutOfSampleLength.TotalDays);
        return inside <= 0 ? Figure.None("Even where it was chosen it did not gain.") : Figure.Of(outside / inside);
    }
}
