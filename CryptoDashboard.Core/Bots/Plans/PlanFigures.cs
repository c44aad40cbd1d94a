using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Bots.Plans;

/// <summary>What a plan would come to, before it is sent; quote units.</summary>
/// <param name="Value">Of the entry.</param>
/// <param name="Fees">Of the entry and of the exits at the targets.</param>
/// <param name="Risk">What is lost when the stop sells all of it where it stands at first, fees included.</param>
/// <param name="RiskShare">The same as a share of the bot's equity; null where that is not known.</param>
/// <param name="Reward">What is made when every target sells its share, fees included; a rest without a target counts nothing.</param>
/// <param name="Refused">Why it would not be sent, or null.</param>
public sealed record PlanFigures(decimal Value, decimal Fees, decimal Risk, decimal? RiskShare, decimal Reward, string? Refused)
{
    /// <summary>Reward for one unit of risk; null without risk.</summary>
    public decimal? Ratio => Risk > 0 ? Reward / Risk : null;

    /// <summary>Works them out at a price. Fees are the taker's: stops and targets sell at market.</summary>
    /// <param name="equity">Of the bot, quote units; 0 where it is not known.</param>
    public static PlanFigures Of(PlanDraft plan, decimal last, TradingRules rules, decimal equity, string? refused)
    {
        var (entry, fee) = (plan.Entry(last), rules.TakerFee);
        var value = plan.Quantity * entry;
        var risk = value * (1 + fee) - (plan.Quantity * plan.StopAt * (1 - fee));
        var (reward, fees) = (0m, value * fee);
        foreach (var target in plan.Targets)
        {
            var (cost, gets) = (value * target.Share, plan.Quantity * target.Share * target.Price);
            reward += (gets * (1 - fee)) - (cost * (1 + fee));
            fees += gets * fee;
        }
        return new PlanFigures(value, fees, risk, equity > 0 ? risk / equity : null, reward, refused);
    }

    /// <summary>How much to buy for the stop to lose a given amount, fees included; base units, rounded down.</summary>
    public static decimal QuantityForRisk(decimal amount, decimal entry, decimal stop, TradingRules rules)
    {
        var perUnit = (entry * (1 + rules.TakerFee)) - (stop * (1 - rules.TakerFee));
        return perUnit > 0 && stop > 0 ? rules.FloorQuantity(amount / perUnit).Value : 0;
    }
}
