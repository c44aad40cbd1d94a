using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Drills;
using CryptoDashboard.Drills;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Bots;

public sealed partial class DrillPage
{
    private const int Shown = 10;

    private Bot? _bot;
    private IReadOnlyList<DrillRun> _runs = [];
    private DrillRun? _last;
    private string? _error;

    [Parameter]
    public int Id { get; set; }

    private DrillProgress? Running => Desk.Now is { IsRunning: true } now && now.BotId == Id ? now : null;

    private IReadOnlyList<ScenarioScore> Scores => Running?.Scores ?? _last?.Scores ?? [];

    private (string Text, string Look)? Verdict => Running is not null ? ("RUNNING", "running")
        : _last is null ? null
        : _last.Trouble is not null ? ("BROKE OFF", "bad")
        : _last.Settings != DrillRun.SettingsOf(_bot!) ? ("OF OTHER SETTINGS", "late")
        : _last.IsPassed ? ("PASSED", "ok") : ("FAILED", "bad");

    protected override void Follow()
    {
        Desk.Changed += Redraw;
        OnEvents(e => e.BotId == Id);
    }

    protected override ValueTask OnLeave()
    {
        Desk.Changed -= Redraw;
        return ValueTask.CompletedTask;
    }

    protected override async Task Load()
    {
        _bot = (await Bots.Load(Id, Leaving))?.Bot;
        _runs = await Drills.Latest(Id, Shown, Leaving);
        _last = _runs.Count > 0 ? _runs[0] : null;
        if (Desk.Now is { IsRunning: false, Trouble: { } trouble } ended && ended.BotId == Id)
            _error = trouble;
    }

    private static (string Label, int Count)[] Counts(IReadOnlyList<ScenarioScore> scores) =>
        [("Lost", scores.Sum(s => s.Lost)), ("Doubled", scores.Sum(s => s.Doubled)), ("Orphaned", scores.Sum(s => s.Orphaned))];

    private static IEnumerable<(string Title, string Does, ScenarioScore? Score)> Rows(IReadOnlyList<ScenarioScore> scores) =>
        ScenarioList.All().Select(s => (s.Title, s.Does, scores.FirstOrDefault(known => known.Name == s.Name)));

    private void Redraw() => _ = InvokeAsync(StateHasChanged);

    private async Task Begin() => _error = await Do(Deed.RunBots, async () =>
    {
        _error = null;
        Desk.Begin(Id, (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "somebody");
    });
}
