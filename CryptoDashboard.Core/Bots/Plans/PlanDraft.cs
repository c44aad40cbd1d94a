using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Bots.Plans;

/// <summary>A plan as a person draws it, before it is sent.</summary>
/// <param name="EntryKind">Market, limit or stop.</param>
/// <param name="EntryPrice">Quote units; null at market.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="StopAt">Where the stop stands at first, quote units.</param>
/// <param name="Trail">How far it stays behind a rising price, 0.02 = 2 %; null for one that stands.</param>
/// <param name="BreakEven">Whether it moves to where nothing is lost once the first target was sold.</param>
public sealed record PlanDraft(
    MarketId Market, OrderKind EntryKind, decimal? EntryPrice, decimal Quantity, decimal StopAt, decimal? Trail, bool BreakEven, IReadOnlyList<PlanTarget> Targets)
{
    /// <summary>More targets than this are no plan.</summary>
    public const int MostTargets = 8;

    /// <summary>The price that figures are worked out with: that of the entry, or the last one.</summary>
    public decimal Entry(decimal last) => EntryPrice ?? last;

    /// <summary>The same on prices and quantities that the market takes.</summary>
    public PlanDraft RoundedFor(TradingRules rules) => this with
    {
        EntryPrice = EntryPrice is { } entry ? rules.RoundPrice(entry).Value : null,
        Quantity = rules.FloorQuantity(Quantity, EntryKind).Value,
        StopAt = Rounding.Ceiling(StopAt, rules.TickSize),
        Targets = [.. Targets.Select(t => t with { Price = rules.RoundPrice(t.Price).Value })],
    };

    /// <summary>The wish to enter, for the risk gate.</summary>
    public TradeRequest Request(Price last) => new(Market, Side.Buy, TradePurpose.Entry, last, Late: false)
    {
        Quantity = new Quantity(Math.Max(0, Quantity)),
        Terms = EntryKind switch
        {
            OrderKind.Limit => OrderTerms.AtLimit(new Price(EntryPrice ?? 0)),
            OrderKind.Stop => OrderTerms.StopAt(new Price(EntryPrice ?? 0)),
            _ => OrderTerms.Market,
        },
    };

    /// <summary>Everything wrong with it at a price, as sentences.</summary>
    public IEnumerable<string> Faults(decimal last, TradingRules rules)
    {
        if (EntryKind is not (OrderKind.Market or OrderKind.Limit or OrderKind.Stop))
            yield return "A plan enters at market, at a limit or at a stop.";
        if (EntryKind != OrderKind.Market && EntryPrice is not > 0)
            yield return "Say at what price it enters.";
        if (EntryKind == OrderKind.Stop && EntryPrice <= last)
            yield return $"A stop entry lies above the price, which is {last:0.########}: below it a limit buys.";
        if (Quantity <= 0)
            yield return "Say how much it buys.";
        foreach (var fault in ExitFaults(Entry(last), Quantity, StopAt, Trail, Targets, rules))
            yield return fault;
    }

    /// <summary>Everything wrong with stop and targets of a position entered at a price.</summary>
    public static IEnumerable<string> ExitFaults(decimal entry, decimal quantity, decimal stop, decimal? trail, IReadOnlyList<PlanTarget> targets, TradingRules rules)
    {
        if (stop <= 0 || stop >= entry)
            yield return $"The stop lies above 0 and below the entry at {entry:0.########}.";
        if (trail is < OrderTerms.MinTrail or > OrderTerms.MaxTrail)
            yield return $"A trailing stop stays between {OrderTerms.MinTrail:0.##%} and {OrderTerms.MaxTrail:0%} behind the price.";
        if (targets.Count is 0 or > MostTargets)
            yield return $"A plan has one target at least and {MostTargets} at most.";
        if (targets.Any(t => t.Share <= 0) || targets.Sum(t => t.Share) > 1)
            yield return $"Each target sells a share above 0 %, and all together 100 % at most; these are {targets.Sum(t => t.Share):0.##%}.";
        for (var i = 0; i < targets.Count; i++)
        {
            if (targets[i].Price <= (i == 0 ? entry : targets[i - 1].Price))
                yield return i == 0 ? $"The first target lies above the entry at {entry:0.########}." : $"Target {i + 1} lies above target {i}.";
            else if (quantity > 0 && !rules.IsTradable(rules.FloorQuantity(quantity * (1 - rules.TakerFee) * targets[i].Share, OrderKind.Market), new Price(targets[i].Price)))
                yield return $"The share of target {i + 1} is too small to be sold by itself: it is worth {quantity * targets[i].Share * targets[i].Price:0.##}, and the exchange takes nothing below {rules.MinNotional:0.##}.";
        }
    }
}
