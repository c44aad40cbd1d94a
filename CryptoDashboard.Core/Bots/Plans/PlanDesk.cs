using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Strategies.BuiltIn;

namespace CryptoDashboard.Core.Bots.Plans;

/// <summary>What a person may do with trade plans. They belong to the bots that trade by hand, whose books, guards and limits are theirs.</summary>
public sealed class PlanDesk(HandDesk hand, BotEngine engine, IBotStore bots, MarketHub hub)
{
    /// <summary>The bots that plans on a market can be given to.</summary>
    public async Task<IReadOnlyList<Bot>> On(MarketId market, CancellationToken cancel) => [.. (await hand.On(market, cancel)).Where(b => b.Strategy == ByHand.Name)];

    /// <summary>The newest plans of a market, as far as they have come; those that are not over first.</summary>
    public async Task<IReadOnlyList<TradePlan>> PlansOn(MarketId market, int count, CancellationToken cancel)
    {
        var ids = (await On(market, cancel)).Select(b => b.Id).ToList();
        return ids.Count == 0 ? [] : await PlansOf(ids, count, cancel);
    }

    /// <summary>The newest plans of these bots, as far as they have come; those that are not over first.</summary>
    public async Task<IReadOnlyList<TradePlan>> PlansOf(IReadOnlyCollection<int> ids, int count, CancellationToken cancel)
    {
        var stored = await bots.Plans(ids, count, cancel);
        var open = ids.SelectMany(engine.PlansOf).ToDictionary(p => (p.BotId, p.Number));
        return [.. stored.Select(p => open.TryGetValue((p.BotId, p.Number), out var newest) ? newest : p).OrderBy(p => p.State.IsOver()).ThenByDescending(p => p.MadeAt)];
    }

    /// <summary>What a plan would come to at this moment.</summary>
    /// <param name="botId">0 for the bot that is made with the first order.</param>
    public async Task<PlanFigures> Preview(int botId, PlanDraft draft, CancellationToken cancel)
    {
        if (!hub.TryGet(draft.Market, out var market) || market.Ticker is not { } ticker)
            return PlanFigures.Of(draft, draft.Entry(0), TradingRules.Default, 0, "There is no price of this market at the moment.");
        var rounded = draft.RoundedFor(market.Rules);
        var (verdict, equity) = botId == 0
            ? (HandDesk.FirstVerdict(rounded.Request(ticker.Last), market.Rules), HandDesk.FirstCapital)
            : await engine.Preview(botId, rounded.Request(ticker.Last), cancel) is var seen ? (seen.Verdict, seen.Equity) : default;
        return PlanFigures.Of(rounded, ticker.Last.Value, market.Rules, equity, rounded.Faults(ticker.Last.Value, market.Rules).FirstOrDefault() ?? verdict.Refused?.Sentence);
    }

    /// <summary>Makes the plan and sends its entry.</summary>
    /// <exception cref="ArgumentException">It has a fault, or the risk gate refused it; the message says why.</exception>
    public async Task<TradePlan> Send(int botId, PlanDraft draft, string by, CancellationToken cancel)
    {
        if (!hub.TryGet(draft.Market, out var market) || market.Ticker is not { } ticker)
            throw new ArgumentException("There is no price of this market at the moment, so no plan is made.");
        if ((await On(draft.Market, cancel)).All(b => b.Id != botId))
            throw new ArgumentException("Plans are given to a bot that trades this market by hand.");
        var rounded = draft.RoundedFor(market.Rules);
        if (rounded.Faults(ticker.Last.Value, market.Rules).FirstOrDefault() is { } fault)
            throw new ArgumentException(fault);
        var (plan, refused) = await engine.MakePlan(botId, rounded, ticker.Last, by, cancel);
        return plan ?? throw new ArgumentException(refused!.Sentence);
    }

    /// <summary>Moves one leg of a plan.</summary>
    /// <param name="leg"><c>entry</c>, <c>stop</c>, or the number of a target, from 0.</param>
    /// <exception cref="ArgumentException">It cannot be moved, or not there; the message says why.</exception>
    public Task Move(int botId, int number, string leg, decimal price, CancellationToken cancel) => leg switch
    {
        "entry" => MoveEntry(botId, number, price, cancel),
        "stop" => MoveStop(botId, number, price, cancel),
        _ => MoveTarget(botId, number, int.TryParse(leg, out var target) ? target : -1, price, cancel),
    };

    /// <summary>Moves the entry of a plan that has bought nothing.</summary>
    /// <exception cref="ArgumentException">It cannot be moved, or not there; the message says why.</exception>
    public Task MoveEntry(int botId, int number, decimal price, CancellationToken cancel) => Change(botId, number, (plan, rules, last) =>
    {
        if (plan is not { State: PlanState.Waiting, EntryPrice: not null, Bought: 0 })
            throw new ArgumentException("The entry cannot be moved any more: it trades at market, or something was bought.");
        var moved = rules.RoundPrice(price).Value;
        if (plan.EntryKind == OrderKind.Stop && moved <= last)
            throw new ArgumentException($"A stop entry lies above the price, which is {last:0.########}.");
        Refuse(PlanDraft.ExitFaults(moved, plan.Quantity, plan.StopAt, plan.Trail, plan.Targets, rules));
        return (plan with { EntryPrice = moved, EntryWanted = true }, $"moved its entry to {moved:0.########}");
    }, cancel);

    /// <summary>Moves the stop.</summary>
    /// <exception cref="ArgumentException">It cannot stand there; the message says why.</exception>
    public Task MoveStop(int botId, int number, decimal price, CancellationToken cancel) => Change(botId, number, (plan, rules, last) =>
    {
        var moved = Rounding.Ceiling(price, rules.TickSize);
        if (moved <= 0 || moved >= (plan.State == PlanState.Waiting ? plan.EntryPrice ?? last : last))
            throw new ArgumentException(plan.State == PlanState.Waiting ? "The stop lies above 0 and below the entry." : $"The stop lies above 0 and below the price, which is {last:0.########}. End the plan to sell now.");
        if (plan.NextTarget is { } next && moved >= next.Price)
            throw new ArgumentException("The stop lies below the next target.");
        return (plan with { StopAt = moved }, $"moved its stop to {moved:0.########}");
    }, cancel);

    /// <summary>Moves a target that was not reached.</summary>
    /// <param name="target">Which one, from 0.</param>
    /// <exception cref="ArgumentException">It cannot stand there; the message says why.</exception>
    public Task MoveTarget(int botId, int number, int target, decimal price, CancellationToken cancel) => Change(botId, number, (plan, rules, last) =>
    {
        if (target < 0 || target >= plan.Targets.Count || plan.Targets[target].IsHit)
            throw new ArgumentException("This target was reached already.");
        var moved = rules.RoundPrice(price).Value;
        var floor = plan.State == PlanState.Waiting ? plan.EntryPrice ?? last : Math.Max(last, plan.StopAt);
        if (moved <= floor)
            throw new ArgumentException($"A target lies above {floor:0.########}.");
        if ((target > 0 && moved <= plan.Targets[target - 1].Price) || (target + 1 < plan.Targets.Count && moved >= plan.Targets[target + 1].Price))
            throw new ArgumentException("Targets keep their order: move it between its neighbours.");
        return (plan with { Targets = [.. plan.Targets.Select((t, i) => i == target ? t with { Price = moved } : t)] }, $"moved target {target + 1} to {moved:0.########}");
    }, cancel);

    /// <summary>Ends a plan: its orders are taken away, and what it bought is sold at market or stays with the bot, unguarded.</summary>
    /// <exception cref="ArgumentException">It is over already.</exception>
    public Task End(int botId, int number, bool sell, string by, CancellationToken cancel) => Change(botId, number, (plan, _, _) =>
    {
        var asked = sell ? PlanEvent.CloseAsked : PlanEvent.LeaveAsked;
        if (PlanMoves.Next(plan.State, asked) is null)
            throw new ArgumentException("This plan is being closed already.");
        return (plan.After(asked, plan.MadeAt, $"Ended by {by}."), sell ? $"is ended by {by} and its position sold" : $"is ended by {by}");
    }, cancel);

    private Task Change(int botId, int number, Func<TradePlan, TradingRules, decimal, (TradePlan, string)> change, CancellationToken cancel) =>
        engine.ChangePlan(
            botId,
            number,
            plan => hub.TryGet(plan.Market, out var market) && market.Ticker is { } ticker
                ? change(plan, market.Rules, ticker.Last.Value)
                : throw new ArgumentException("There is no price of this market at the moment, so the plan is left as it is."),
            cancel);

    private static void Refuse(IEnumerable<string> faults)
    {
        if (faults.FirstOrDefault() is { } fault)
            throw new ArgumentException(fault);
    }
}
