using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Bots.Plans;

/// <summary>What there is at the moment that a plan is worked on.</summary>
/// <param name="Open">The plan's own orders that are not over.</param>
/// <param name="Available">Base units that are really there for it.</param>
/// <param name="Last">The last price; quote units.</param>
/// <param name="Touched">The highest price since it was last worked on, or null where none was seen.</param>
/// <param name="RestsAtExchange">Whether the exchange itself is to keep an order on these terms.</param>
/// <param name="Resting">Legs that were refused a moment ago and are not tried again yet.</param>
public sealed record PlanScene(
    IReadOnlyList<Order> Open, decimal Available, TradingRules Rules, Price Last, decimal? Touched, Func<OrderTerms, bool> RestsAtExchange,
    IReadOnlySet<PlanLeg> Resting, DateTimeOffset Now);

/// <summary>
/// From plan and orders to the next step, without clock and I/O. It is asked again until there is nothing to do, after every fill, every price
/// that matters and every start: what a crash interrupted is simply done then. The stop is made smaller before a target sells, and covers the
/// rest before it: what both may sell is never more than what is held.
/// </summary>
public static class PlanWork
{
    /// <summary>How far below its trigger a stop kept by the exchange may sell.</summary>
    private const decimal StopSlip = 0.01m;

    public static PlanStep? Next(TradePlan plan, PlanScene scene)
    {
        var entry = Find(scene, PlanLeg.Entry);
        if (OfEntry(plan, scene, entry) is { } ofEntry)
            return ofEntry;
        if (plan.State == PlanState.Waiting)
            return null;
        var stop = Find(scene, PlanLeg.Stop);
        if (plan.State == PlanState.Leaving)
        {
            return stop is { Status: not OrderStatus.Cancelling } ? new PlanStep.Withdraw(stop, "The plan was ended and its position left.")
                : scene.Open.Count == 0 ? new PlanStep.Turn(plan.After(PlanEvent.Ended, scene.Now), "ended; what it bought stays, unguarded")
                : null;
        }
        // It sells already; what is left of it is seen afterwards.
        if (stop is { IsAsleep: false })
            return null;
        return OfLevels(plan, scene) ?? OfExits(plan, scene, entry, stop);
    }

    private static PlanStep? OfEntry(TradePlan plan, PlanScene scene, Order? entry)
    {
        if (entry is not null)
        {
            var isOver = plan.State is PlanState.Leaving or PlanState.Closing || plan.HasBegunToSell;
            return (isOver || plan.EntryWanted) && entry.Status != OrderStatus.Cancelling
                ? new PlanStep.Withdraw(entry, plan.EntryWanted && !isOver ? "The entry is moved." : isOver && plan.HasBegunToSell ? "The plan has begun to sell." : "The plan was ended.")
                : null;
        }
        if (plan.State is not (PlanState.Waiting or PlanState.Entering))
            return null;
        if (plan is { State: PlanState.Waiting, EntryWanted: true })
            return scene.Resting.Contains(PlanLeg.Entry) ? null : new PlanStep.Make(PlanLeg.Entry, plan.EntryTerms, plan.Quantity, $"Plan {plan.Number}: entry at {plan.EntryPrice:0.########}.");
        return new PlanStep.Turn(plan.After(PlanEvent.EntryOver, scene.Now), plan.Bought > 0 ? "is entered" : $"bought nothing. {plan.Note}".TrimEnd());
    }

    /// <summary>What the price has reached, and a stop that may move up.</summary>
    private static PlanStep.Turn? OfLevels(TradePlan plan, PlanScene scene)
    {
        if (plan.State == PlanState.Closing || plan.Held == 0)
            return null;
        if (scene.Touched is { } touched && plan.NextTarget is { } next && touched >= next.Price)
        {
            var reached = plan.Targets.Select((t, i) => (t, i)).Where(x => !x.t.IsHit && touched >= x.t.Price).Select(x => x.i + 1).ToList();
            return new PlanStep.Turn(
                plan with { Targets = [.. plan.Targets.Select(t => t.IsHit || touched >= t.Price ? t with { IsHit = true } : t)] },
                $"reached target {string.Join(" and ", reached)} at {touched:0.########}");
        }
        if (plan is { BreakEven: true, Sold: > 0 } && plan.BreakEvenPrice(scene.Rules) is { } even)
        {
            var moved = Math.Max(plan.StopAt, even);
            return new PlanStep.Turn(plan with { BreakEven = false, StopAt = moved }, moved > plan.StopAt ? $"moved its stop to {moved:0.########}, where nothing is lost" : "has its stop above where nothing is lost already");
        }
        return null;
    }

    private static PlanStep? OfExits(TradePlan plan, PlanScene scene, Order? entry, Order? stop)
    {
        var rules = scene.Rules;
        var held = rules.FloorQuantity(Math.Min(plan.Held, scene.Available)).Value;
        var sale = Find(scene, PlanLeg.Target) ?? Find(scene, PlanLeg.Close);
        var due = sale is null ? Due(plan, held, scene) : 0;
        var wanted = Stop(plan, scene);
        var covered = rules.FloorQuantity(Math.Max(0, held - (sale?.Remaining ?? 0) - due)).Value;
        if (plan.State == PlanState.Closing || !IsTradable(covered, wanted.Trigger!.Value, rules))
            covered = 0;
        if (stop is not null)
        {
            if (stop.Status == OrderStatus.Cancelling)
                return null;
            if (stop.Remaining != covered || stop.Kind != wanted.Kind || stop.TriggerPrice != wanted.Trigger || stop.Trail != wanted.Trail)
                return new PlanStep.Withdraw(stop, covered == 0 ? "The rest is being sold." : "It is replaced.");
        }
        else if (covered > 0 && !scene.Resting.Contains(PlanLeg.Stop))
        {
            return new PlanStep.Make(PlanLeg.Stop, wanted, covered, plan.Trail is { } trail ? $"Plan {plan.Number}: trailing stop, {trail:0.##%} behind, from {wanted.Trigger}." : $"Plan {plan.Number}: stop at {wanted.Trigger}.");
        }
        if (due > 0)
        {
            var leg = plan.State == PlanState.Closing ? PlanLeg.Close : PlanLeg.Target;
            return scene.Resting.Contains(leg) ? null : new PlanStep.Make(leg, OrderTerms.Market, Math.Min(due, rules.Most(OrderKind.Market)), WhySold(plan));
        }
        if (entry is not null || scene.Open.Count > 0 || covered > 0 || plan.State == PlanState.Entering)
            return null;
        return plan.Bought == 0
            ? new PlanStep.Turn(plan.After(PlanEvent.Ended, scene.Now), "was ended before it bought anything")
            : new PlanStep.Turn(plan.After(PlanEvent.SoldOut, scene.Now), held > 0 ? "is done; a rest too small to be sold stays" : "is done");
    }

    /// <summary>What is to be sold at market now; base units.</summary>
    private static decimal Due(TradePlan plan, decimal held, PlanScene scene)
    {
        var rules = scene.Rules;
        var all = rules.FloorQuantity(held, OrderKind.Market).Value;
        if (plan.State == PlanState.Closing)
            return IsTradable(all, scene.Last, rules) ? all : 0;
        var share = plan.Targets.Where(t => t.IsHit).Sum(t => t.Share);
        if (share == 0)
            return 0;
        var due = share >= 1 ? all : rules.FloorQuantity(Math.Min(held, Math.Max(0, (plan.Bought * share) - plan.Sold)), OrderKind.Market).Value;
        // A rest that could not be sold by itself goes along, and a part that cannot be waits for the next target.
        if (due > 0 && !IsTradable(rules.FloorQuantity(held - due, OrderKind.Market).Value, new Price(Math.Min(plan.StopAt, scene.Last.Value)), rules))
            due = all;
        return IsTradable(due, scene.Last, rules) ? due : 0;
    }

    private static OrderTerms Stop(TradePlan plan, PlanScene scene)
    {
        var trigger = new Price(plan.StopAt);
        if (plan.Trail is { } trail)
            return (OrderTerms.Trailing(trail) with { Trigger = trigger }).RoundedFor(Side.Sell, scene.Rules);
        var atExchange = OrderTerms.StopLimitAt(trigger, new Price(plan.StopAt * (1 - StopSlip)));
        return (scene.RestsAtExchange(atExchange) ? atExchange : OrderTerms.StopAt(trigger)).RoundedFor(Side.Sell, scene.Rules);
    }

    private static string WhySold(TradePlan plan)
    {
        if (plan.State == PlanState.Closing)
            return $"Plan {plan.Number} was ended and its position sold.";
        var hit = plan.Targets.Count(t => t.IsHit);
        return $"Plan {plan.Number}: target {hit} of {plan.Targets.Count} at {plan.Targets[hit - 1].Price:0.########}.";
    }

    private static bool IsTradable(decimal quantity, Price price, TradingRules rules) =>
        quantity >= (rules.MarketMinQuantity ?? 0) && rules.IsTradable(new Quantity(quantity), price);

    private static Order? Find(PlanScene scene, PlanLeg leg) => scene.Open.FirstOrDefault(o => ClientOrderId.LegOf(o.Id) == (char)leg);
}
