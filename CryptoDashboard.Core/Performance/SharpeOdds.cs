namespace CryptoDashboard.Core.Performance;

/// <summary>
/// How sure one can be of a Sharpe ratio: Bailey and López de Prado, "The Sharpe ratio efficient frontier" (2012) and "The deflated Sharpe
/// ratio" (2014). All ratios here are per period, not annualised.
/// </summary>
public static class SharpeOdds
{
    private const double EulerMascheroni = 0.57721566490153286;
    private const string NoSpread = "Every period's return is the same, so there is no Sharpe ratio.";

    /// <summary>
    /// Probability that the true ratio is above a threshold: Φ((SR − SR*) √(n − 1) / √(1 − γ₃ SR + (γ₄ − 1)/4 SR²)).
    /// </summary>
    public static Figure Probabilistic(TrackRecord track, double threshold)
    {
        if (Refusal(track) is { } why)
            return Figure.None(why);
        return Figure.Of(NormalDistribution.Cdf((track.Sharpe - threshold) * Math.Sqrt((track.Periods - 1) / Variance(track))));
    }

    /// <summary>
    /// Periods it takes to be this sure of a ratio above the threshold: 1 + (1 − γ₃ SR + (γ₄ − 1)/4 SR²) (Φ⁻¹(confidence) / (SR − SR*))².
    /// </summary>
    /// <param name="confidence">Above 0.5 and below 1, such as 0.95.</param>
    public static Figure MinimumTrackRecord(TrackRecord track, double threshold, double confidence)
    {
        if (Refusal(track) is { } why)
            return Figure.None(why);
        if (track.Sharpe <= threshold)
            return Figure.None("The ratio is not above the threshold; no length of time would prove it to be.");
        var needed = NormalDistribution.Quantile(confidence) / (track.Sharpe - threshold);
        return Figure.Of(1 + (Variance(track) * needed * needed), "It would take for ever.");
    }

    /// <summary>
    /// The best ratio that this many tries without any skill would be expected to show: √V ((1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e))).
    /// </summary>
    /// <param name="variance">Of the ratios of all tries, per period.</param>
    /// <param name="trials">Tries, each counted, independent ones at best; 1 expects 0.</param>
    public static double ExpectedBest(double variance, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        return trials == 1 ? 0 : Math.Sqrt(variance) * (((1 - EulerMascheroni) * NormalDistribution.Quantile(1 - (1d / trials)))
            + (EulerMascheroni * NormalDistribution.Quantile(1 - (1 / (trials * Math.E)))));
    }

    /// <summary>
    /// The deflated Sharpe ratio: the probability that the true ratio of the best of many tries is above zero, once it is set against
    /// <see cref="ExpectedBest"/>. 0.95 and more is customary for a pass.
    /// </summary>
    /// <param name="best">The chosen try.</param>
    /// <param name="ratios">The ratios of all tries, per period, the chosen one among them.</param>
    /// <param name="trials">Tries ever made where more were made than have ratios left; at least as many as ratios.</param>
    public static Figure Deflated(TrackRecord best, IReadOnlyCollection<double> ratios, int? trials = null)
    {
        if (trials < ratios.Count)
            throw new ArgumentOutOfRangeException(nameof(trials), trials, "There are more ratios than tries.");
        var finite = ratios.Where(double.IsFinite).ToArray();
        if (finite.Length < 2)
            return Figure.None("It needs the ratios of two tries or more.");
        var deviation = Moments.Of(finite).Deviation;
        return Probabilistic(best, ExpectedBest(deviation * deviation, trials ?? ratios.Count));
    }

    private static double Variance(TrackRecord track) => 1 - (track.Skewness * track.Sharpe) + ((track.Kurtosis - 1) / 4 * track.Sharpe * track.Sharpe);

    private static string? Refusal(TrackRecord track) => track.Periods < 3 ? "There are fewer than three periods."
        : double.IsNaN(track.Sharpe) || double.IsNaN(track.Skewness) ? NoSpread
        : Variance(track) <= 0 ? "The returns are too lopsided for the formula." : null;
}
