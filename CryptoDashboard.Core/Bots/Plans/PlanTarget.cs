namespace CryptoDashboard.Core.Bots.Plans;

/// <summary>One of a plan's take-profits.</summary>
/// <param name="Price">From here on up its share is sold at market; quote units.</param>
/// <param name="Share">Of what the plan bought: 0.5 = half.</param>
/// <param name="IsHit">Whether the price has been there since something was held.</param>
public sealed record PlanTarget(decimal Price, decimal Share, bool IsHit = false);
