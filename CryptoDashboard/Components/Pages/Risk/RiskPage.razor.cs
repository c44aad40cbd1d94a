using CryptoDashboard.Components.Pages.Bots;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Reconciliation;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CryptoDashboard.Components.Pages.Risk;

public sealed partial class RiskPage
{
    private const int Shown = 40;

    private List<BotRow> _rows = [];
    private IReadOnlyList<DeskUse> _desk = [];
    private IReadOnlyList<SignalRecord> _refused = [];
    private IReadOnlyList<DomainEvent> _told = [];
    private string? _error;
    private bool _flatten;
    private bool _comparing;

    [Inject]
    private IBotStore Bots { get; set; } = null!;

    [Inject]
    private BotEngine Engine { get; set; } = null!;

    [Inject]
    private Stakes Stakes { get; set; } = null!;

    [Inject]
    private MarketHub Hub { get; set; } = null!;

    [Inject]
    private SignalStore Signals { get; set; } = null!;

    [Inject]
    private IEventLog Log { get; set; } = null!;

    [Inject]
    private EmergencyStop Emergency { get; set; } = null!;

    [Inject]
    private BreakerWatch Breakers { get; set; } = null!;

    [Inject]
    private TradingBlocks Blocks { get; set; } = null!;

    [Inject]
    private Reconciler Reconciler { get; set; } = null!;

    [Inject]
    private ViewerTime Viewer { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private AuthenticationStateProvider Who { get; set; } = null!;

    protected override void Follow()
    {
        OnEvents(e => e.Topic is EventTopic.Bots or EventTopic.Signals or EventTopic.Trades or EventTopic.Risk);
        OnMarkets(null, _ =>
        {
            foreach (var row in _rows)
                row.Value(Engine, Hub);
            _desk = Stakes.Use();
            return Task.CompletedTask;
        });
    }

    protected override async Task Load()
    {
        _rows = [.. (await Bots.Snapshots(Leaving)).Select(s => new BotRow(s, Engine))];
        foreach (var row in _rows)
            row.Value(Engine, Hub);
        _desk = Stakes.Use();
        _refused = await Signals.Refused(Shown, Leaving);
        _told = await Log.OfTopic(EventTopic.Risk, Shown, Leaving);
    }

    private static string Title(string name) => name switch
    {
        BreakerWatch.MarketMove => "Market move",
        BreakerWatch.Losses => "Losses in a row",
        _ => "Exchange answers",
    };

    private static string Watches(string name) => name switch
    {
        BreakerWatch.MarketMove => "A traded market that moves too far.",
        BreakerWatch.Losses => "Trades closed at a loss in a row.",
        _ => "Orders whose answer is lost.",
    };

    private static string ResetConsequence(CircuitBreaker breaker) => breaker.Phase == BreakerPhase.Open
        ? $"Entries are let through at once instead of {breaker.Until:HH:mm} UTC, without probation. Trips after that rest as long as the first one."
        : "Its probation ends now: trips after that rest as long as the first one.";

    private static decimal? UsedOf(decimal? limit, decimal value, decimal equity) => limit is { } most ? equity <= 0 ? (value > 0 ? 1 : 0) : value / equity / most : null;

    private static string Limit(decimal? limit) => limit is { } most ? Figures.Share(most) : Figures.None;

    private static string Guards(RiskProfile risk)
    {
        var stops = risk.Stops;
        var parts = new List<string>();
        if (stops.StopLoss is { } loss)
            parts.Add($"stop −{loss:0.##%}");
        if (stops.AtrStop is { } ranges)
            parts.Add($"stop {ranges:0.#} ATR");
        if (stops.Trailing is { } trail)
            parts.Add($"trailing {trail:0.##%}");
        if (stops.TakeProfit is { } gain)
            parts.Add($"take-profit +{gain:0.##%}");
        if (stops.BreakEven is { } even)
            parts.Add($"break-even from +{even:0.##%}");
        if (stops.MaxHours is { } hours)
            parts.Add($"at most {hours:0.#} h");
        return parts.Count == 0 ? "none" : string.Join(", ", parts);
    }

    private async Task<string> Name() => (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "somebody";

    private async Task Press() => _error = await Do(Deed.UseKillSwitch, async () => Emergency.Press(await Name(), "Pressed on the Risk page.", _flatten));

    private async Task Release() => _error = await Do(Deed.ReleaseKillSwitch, async () => Emergency.Release(await Name()));

    private async Task Reset(string breaker) => _error = await Do(Deed.ReleaseKillSwitch, async () => Breakers.Reset(breaker, await Name()));

    private async Task Compare()
    {
        _comparing = true;
        _error = await Do(Deed.RunBots, async () => await Reconciler.Compare(Leaving));
        _comparing = false;
    }
}
