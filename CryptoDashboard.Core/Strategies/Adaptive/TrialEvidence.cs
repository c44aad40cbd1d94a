namespace CryptoDashboard.Core.Strategies.Adaptive;

/// <summary>What is known of one choice of thresholds.</summary>
/// <param name="Count">Round trips.</param>
/// <param name="Mean">Net return of one on average; 0.01 is one percent.</param>
/// <param name="Low">What the mean is at least with about 95 % confidence (one-sided, normal approximation: mean − 1.645 standard errors).</param>
public readonly record struct TrialEvidence(int Count, double Mean, double Low)
{
    /// <summary>With fewer round trips nothing is concluded.</summary>
    public const int Fewest = 30;

    public bool IsEnough => Count >= Fewest;

    internal static TrialEvidence Of(int count, double sum, double squares)
    {
        if (count < 2)
            return new(count, count == 0 ? 0 : sum, double.NegativeInfinity);
        var mean = sum / count;
        var variance = Math.Max(0, (squares - (count * mean * mean)) / (count - 1));
        return new(count, mean, mean - (1.645 * Math.Sqrt(variance / count)));
    }
}
