using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Bots.Plans;

/// <summary>
/// Entry, targets and stop as one thing, for long positions. Never changed: each event gives a new value. It holds no orders; what is to be
/// done follows from it and from the orders there are (<see cref="PlanWork"/>), so that nothing is lost with a process.
/// </summary>
public sealed record TradePlan
{
    public required int BotId { get; init; }

    /// <summary>Among its bot's; names its orders.</summary>
    public required int Number { get; init; }

    public required MarketId Market { get; init; }

    public PlanState State { get; init; }

    /// <summary>Market, limit, or stop: a buy that a rising price wakes.</summary>
    public required OrderKind EntryKind { get; init; }

    /// <summary>Limit or trigger of the entry, quote units; null at market.</summary>
    public decimal? EntryPrice { get; init; }

    /// <summary>Base units to be bought.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Where the stop stands now, quote units. A trailing one moves it up.</summary>
    public required decimal StopAt { get; init; }

    /// <summary>How far the stop stays behind the price, 0.02 = 2 %; null for one that stands.</summary>
    public decimal? Trail { get; init; }

    /// <summary>Whether the stop still has to move to where nothing is lost, once a target was sold.</summary>
    public bool BreakEven { get; init; }

    /// <summary>From the lowest up; their shares add up to 1 at most, and the rest runs until the stop.</summary>
    public required IReadOnlyList<PlanTarget> Targets { get; init; }

    /// <summary>How many orders were made for it; names the next.</summary>
    public int Made { get; init; }

    /// <summary>Whether the entry was moved and is to be made anew.</summary>
    public bool EntryWanted { get; init; }

    /// <summary>Base units bought, net of fees taken in them.</summary>
    public decimal Bought { get; init; }

    /// <summary>Base units given away by sales.</summary>
    public decimal Sold { get; init; }

    /// <summary>Quote units paid for what was bought, fees in quote included.</summary>
    public decimal Paid { get; init; }

    /// <summary>Quote units received for what was sold, net of fees in quote.</summary>
    public decimal Received { get; init; }

    /// <summary>Fees of all its fills, valued in quote units.</summary>
    public decimal Fees { get; init; }

    /// <summary>What a person should know: why a leg was refused, why it ended.</summary>
    public string? Note { get; init; }

    public required string MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Base units of its own that are not sold yet.</summary>
    public decimal Held => Math.Max(0, Bought - Sold);

    /// <summary>From the first target or sale on nothing more is bought.</summary>
    public bool HasBegunToSell => Sold > 0 || Targets.Any(t => t.IsHit);

    /// <summary>What each held unit cost, fees included; null while nothing was bought.</summary>
    public decimal? Cost => Bought > 0 ? Paid / Bought : null;

    /// <summary>The lowest target not reached yet, or null.</summary>
    public PlanTarget? NextTarget => Targets.FirstOrDefault(t => !t.IsHit);

    /// <summary>What was made or lost of what is sold, net of all fees in the market's own assets; quote units.</summary>
    public decimal Profit => Bought > 0 ? Received - (Paid * Math.Min(1, Sold / Bought)) : 0;

    /// <summary>The terms of the entry as an order.</summary>
    public OrderTerms EntryTerms => EntryKind switch
    {
        OrderKind.Limit => OrderTerms.AtLimit(new Price(EntryPrice!.Value)),
        OrderKind.Stop => OrderTerms.StopAt(new Price(EntryPrice!.Value)),
        _ => OrderTerms.Market,
    };

    /// <summary>Where the stop would have to stand for nothing to be lost, the sale's fee included; quote units.</summary>
    public decimal? BreakEvenPrice(TradingRules rules) => Cost is { } cost ? Rounding.Ceiling(cost / (1 - rules.TakerFee), rules.TickSize) : null;

    /// <summary>The plan after an event.</summary>
    /// <exception cref="InvalidOperationException">The event is not legal in this state.</exception>
    public TradePlan After(PlanEvent happened, DateTimeOffset at, string? note = null)
    {
        var state = PlanMoves.Next(State, happened) ?? throw new InvalidOperationException($"Plan {Number} is {State}: {happened} cannot happen to it.");
        return this with { State = state, EndedAt = state.IsOver() ? EndedAt ?? at : null, Note = note ?? Note, EntryWanted = EntryWanted && state == PlanState.Waiting };
    }

    /// <summary>The plan after a fill of one of its orders.</summary>
    public TradePlan After(Fill fill)
    {
        var baseFee = fill.FeeAsset == fill.Market.Symbol.Base ? fill.Fee : 0;
        var quoteFee = fill.FeeAsset == fill.Market.Symbol.Quote ? fill.Fee : 0;
        var fees = Fees + (fill.FeeValue ?? 0);
        return fill.Side == Side.Buy
            ? After(PlanEvent.Bought, fill.At) with { Bought = Bought + fill.Quantity.Value - baseFee, Paid = Paid + fill.Value + quoteFee, Fees = fees }
            : this with { Sold = Sold + fill.Quantity.Value + baseFee, Received = Received + fill.Value - quoteFee, Fees = fees };
    }
}
