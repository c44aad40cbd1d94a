using CryptoDashboard.Components.Pages.Bots;
using CryptoDashboard.Components.Pages.Overview;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Fleets;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Fleets;

public sealed partial class FleetPage
{
    private const int MostMoves = 200;

    private Fleet? _fleet;
    private List<BotRow> _members = [];
    private IReadOnlyList<FleetMove> _moves = [];
    private IReadOnlyList<EquityPoint> _curve = [];
    private string? _error;
    private bool _working;

    [Parameter]
    public int Id { get; set; }

    protected override void Follow()
    {
        OnEvents(e => e.Topic is EventTopic.Bots or EventTopic.Trades or EventTopic.Orders);
        OnMarkets(null, _ =>
        {
            _members.ForEach(m => m.Value(Engine, Hub));
            return Task.CompletedTask;
        });
    }

    protected override async Task Load()
    {
        _fleet = await Store.Find(Id, Leaving);
        if (_fleet is not { } fleet)
            return;
        _members = [.. (await Bots.Snapshots(Leaving)).Where(s => s.Bot.FleetId == Id).Select(s => new BotRow(s, Engine)).OrderByDescending(r => r.Bot.Status == BotStatus.Running).ThenBy(r => r.Bot.Name, StringComparer.Ordinal)];
        _members.ForEach(m => m.Value(Engine, Hub));
        _moves = await Store.Moves(Id, MostMoves, Leaving);
        var points = await Signals.Equity(_members.ConvertAll(m => m.Bot.Id), fleet.CreatedAt, Leaving);
        // What no place was given, or more of them than there is money for: the same on each day.
        var beside = fleet.Capital - _members.Sum(m => m.Bot.Capital);
        _curve = [.. TotalCurve.Of(_members.ToDictionary(m => m.Bot.Id, m => m.Bot.Capital), points).Select(p => p with { Equity = p.Equity + beside })];
    }

    private DateTimeOffset NextLook(Fleet fleet) => fleet.Trouble is null ? fleet.Universe.LookAfter(Time.GetUtcNow()) : (fleet.LookedAt ?? Time.GetUtcNow()) + FleetDesk.LookAgainAfter;

    private Task Start() => Act(Deed.RunBots, by => Desk.Start(Id, by, Leaving));

    private Task Pause() => Act(Deed.RunBots, by => Desk.Pause(Id, by, Leaving));

    private Task Stop(StopChoice choice) => Act(Deed.RunBots, by => Desk.Stop(Id, choice, by, Leaving));

    private async Task Delete()
    {
        await Act(Deed.ManageBots, by => Desk.Delete(Id, by, Leaving));
        if (_error is null)
            Navigation.NavigateTo(Urls.Fleets);
    }

    private async Task Act(Deed deed, Func<string, Task> act)
    {
        _working = true;
        var by = (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "";
        _error = await Do(deed, () => act(by));
        _working = false;
        await Reload();
    }
}
