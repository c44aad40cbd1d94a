using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Strategies.Adaptive;

/// <summary>The thresholds in force, and why.</summary>
/// <param name="Version">How often they changed since the strategy was first fed; 0 while they never did.</param>
/// <param name="Since">Open time of the candle that changed them, UTC; null for version 0.</param>
/// <param name="IsAsSet">Whether they are those that were set, for want of better knowledge.</param>
/// <param name="Words">What they are, for people: "Oversold 25 (set: 30)".</param>
public sealed record LearntThresholds(int Version, DateTimeOffset? Since, bool IsAsSet, ParameterSet Values, string Words, TrialEvidence Evidence, TrialEvidence OfSet)
{
    /// <summary>One sentence for people.</summary>
    public string Sentence => IsAsSet
        ? OfSet.IsEnough
            ? $"Thresholds as set: no others were clearly better in {OfSet.Count} outcomes ({OfSet.Mean:+0.00%;-0.00%} each)."
            : $"Thresholds as set: {OfSet.Count} of the {TrialEvidence.Fewest} outcomes are known that learning needs."
        : $"Thresholds learnt on {Since:yyyy-MM-dd} from {Evidence.Count} outcomes ({Evidence.Mean:+0.00%;-0.00%} each; as set {OfSet.Mean:+0.00%;-0.00%}): {Words}.";
}
