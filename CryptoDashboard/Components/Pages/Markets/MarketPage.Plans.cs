using CryptoDashboard.Components.Charts;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Bots.Plans;

namespace CryptoDashboard.Components.Pages.Markets;

/// <summary>Plans on the market page: their list, and their lines on the chart, which can be dragged.</summary>
public sealed partial class MarketPage
{
    private const int ShownPlans = 12;

    private PlanTicket? _ticket;
    private IReadOnlyList<TradePlan> _plans = [];
    private (TradePlan Plan, string Leg, decimal From, decimal Price)? _moved;
    private string? _planError;
    private bool _isPlanning;

    private static string LegName(string leg) => leg is "entry" or "stop" ? leg : $"target {int.Parse(leg) + 1}";

    private async Task Plan(bool isPlanning)
    {
        _isPlanning = isPlanning;
        _ticket = null;
        await DrawLevels();
    }

    private async Task DrawLevels()
    {
        if (_isReady && _chart is not null)
            await _chart.SetLevels([.. _plans.Where(p => !p.State.IsOver()).SelectMany(LevelsOf), .. _isPlanning && _ticket is { } ticket ? ticket.Levels : []]);
    }

    private static IEnumerable<ChartLevel> LevelsOf(TradePlan plan)
    {
        string Id(string leg) => $"plan:{plan.BotId}:{plan.Number}:{leg}";
        if (plan is { State: PlanState.Waiting, EntryPrice: { } entry })
            yield return new ChartLevel(Id("entry"), (double)entry, "entry", $"plan {plan.Number} entry", true);
        else if (plan.Cost is { } cost)
            yield return new ChartLevel(Id("cost"), (double)cost, "entry", $"plan {plan.Number} bought", false);
        yield return new ChartLevel(Id("stop"), (double)plan.StopAt, "stop", $"plan {plan.Number} {(plan.Trail is null ? "stop" : "trailing stop")}", true);
        for (var i = 0; i < plan.Targets.Count; i++)
        {
            if (!plan.Targets[i].IsHit)
                yield return new ChartLevel(Id($"{i}"), (double)plan.Targets[i].Price, "target", $"plan {plan.Number} target {i + 1}, {plan.Targets[i].Share:0.##%}", true);
        }
    }

    private async Task LevelMoved((string Id, decimal Price) moved)
    {
        if (moved.Id.StartsWith("draft:", StringComparison.Ordinal))
        {
            if (_ticket is not null)
                await _ticket.Move(moved.Id, moved.Price);
            return;
        }
        if (moved.Id.Split(':') is not ["plan", var bot, var number, var leg]
            || _plans.FirstOrDefault(p => $"{p.BotId}" == bot && $"{p.Number}" == number) is not { } plan || FromOf(plan, leg) is not { } from)
            return;
        _moved = (plan, leg, from, moved.Price);
        StateHasChanged();
    }

    private static decimal? FromOf(TradePlan plan, string leg) => leg switch
    {
        "entry" => plan.EntryPrice,
        "stop" => plan.StopAt,
        _ => int.TryParse(leg, out var at) && at >= 0 && at < plan.Targets.Count ? plan.Targets[at].Price : null,
    };

    private async Task ConfirmMove()
    {
        if (_moved is not { } move)
            return;
        _moved = null;
        await MovePlan((move.Plan, move.Leg, move.Price));
    }

    private async Task ForgetMove()
    {
        _moved = null;
        await DrawLevels();
    }

    private async Task MovePlan((TradePlan Plan, string Leg, decimal Price) move)
    {
        _planError = await Do(Deed.TradeByHand, () => PlanDesk.Move(move.Plan.BotId, move.Plan.Number, move.Leg, move.Price, Leaving));
        await Load();
    }

    private async Task EndPlan((TradePlan Plan, bool Sell) end)
    {
        _planError = await Do(Deed.TradeByHand, async () =>
            await PlanDesk.End(end.Plan.BotId, end.Plan.Number, end.Sell, (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "somebody", Leaving));
        await Load();
    }
}
