using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Bots.Plans;

/// <summary>The next thing to be done for a plan.</summary>
public abstract record PlanStep
{
    /// <summary>The plan itself changes.</summary>
    /// <param name="Told">What happened, in words.</param>
    public sealed record Turn(TradePlan Plan, string Told) : PlanStep;

    /// <summary>One of its orders is taken away.</summary>
    public sealed record Withdraw(Order Order, string Reason) : PlanStep;

    /// <summary>An order is made.</summary>
    /// <param name="Quantity">Base units.</param>
    public sealed record Make(PlanLeg Leg, OrderTerms Terms, decimal Quantity, string Reason) : PlanStep;
}
