using System.Globalization;
using System.Text.Json;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Strategies;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Optimisations;

public sealed partial class OptimisationPage
{
    private List<Trial> _trials = [];
    private Optimisation? _now;
    private OptimisationPlan? _plan;
    private SearchSpace? _space;
    private OverfitVerdict? _verdict;
    private WalkForward _walk = new([]);
    private Trial? _best;
    private string _strategy = "";
    private string _scores = "";
    private string _parallel = "";
    private string? _error;
    private int _tries;

    [Parameter]
    public int Id { get; set; }

    private string MethodWord => _plan!.Method switch
    {
        SearchMethod.Grid => "every combination",
        SearchMethod.Random => "by chance",
        _ => "TPE",
    };

    // The tile says what the verdict was judged by; what was tried since is beside it.
    private string TriesNote => string.Join("; ", new[]
    {
        _verdict is { } verdict && _tries > verdict.Tries ? $"when it was judged, {_tries:#,0} by now" : "ever",
        _now!.Skipped > 0 ? $"{_now.Skipped:#,0} skipped here" : null,
    }.OfType<string>());

    private string NoScore => _trials.Count > 1 ? $"No two of {Basis.Count(_trials.Count, "trial")} met the conditions{(_now!.IsUnfinished ? " yet" : "")}. Trial {_trials[^1].Number}: {_trials[^1].Lack}" : "It takes two trials.";

    protected override void Follow()
    {
        OnEvents(e => e.Topic == EventTopic.Optimiser && e.Subject == Id.ToString(CultureInfo.InvariantCulture));
        OnSeconds();
    }

    protected override async Task Load()
    {
        var now = await Store.Find(Id, Leaving);
        if (now is null)
        {
            _now = null;
            return;
        }
        // Trials never change: only those that are not here yet are read. All is read before any of it is shown.
        var newer = await Store.Trials(Id, _trials.Count == 0 ? 0 : _trials[^1].Number, Leaving);
        var steps = now.ReadPlan().WalkForward is null ? [] : await Store.Steps(Id, Leaving);
        _tries = now is { From: { } from, Split: { } split } ? await Tries.Count(now.Strategy, now.Market, now.Timeframe, from, split, Leaving) : 0;
        if (_now is null)
        {
            _plan = now.ReadPlan();
            _space = StrategyCatalogue.TryGet(now.Strategy, out _) ? _plan.Space() : null;
            _strategy = StrategyCatalogue.TryGet(now.Strategy, out var kind) ? kind.Title : now.Strategy;
        }
        (_now, _verdict, _walk) = (now, now.ReadVerdict(), new WalkForward(steps));
        if (newer.Count > 0 && _space is not null)
        {
            _trials = [.. _trials, .. newer];
            _best = Optimiser.Best(_trials);
            (_scores, _parallel) = (TrialCharts.Scores(_trials), TrialCharts.Parallel(_space, _trials));
        }
    }

    private string Label(string parameter) =>
        (StrategyCatalogue.TryGet(_now!.Strategy, out var kind) ? kind.Schema.FirstOrDefault(p => p.Name == parameter)?.Label : null) ?? StopParameters.Find(parameter)?.Label ?? parameter;

    private int Done(OptimisationPace? pace) => Math.Max(pace?.Done ?? 0, _now!.Done);

    private int Goal(OptimisationPace? pace) => Math.Max(pace?.All ?? 0, _now!.Goal);

    private async Task Cancel() => _error = await Do(Deed.Optimise, () => Desk.Cancel(Id, Leaving));

    private async Task GoOn() => _error = await Do(Deed.Optimise, () => Desk.GoOn(Id, Leaving));

    private async Task BacktestBest()
    {
        var id = 0;
        _error = await Do(Deed.RunBacktests, async () =>
            id = await Backtests.Enqueue(Request(_now!, _plan!), (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "", Leaving));
        if (_error is null)
            Navigation.NavigateTo(Urls.Backtest(id));
    }

    /// <summary>The best trial as a backtest over the whole time, what was kept out included.</summary>
    private static BacktestRequest Request(Optimisation now, OptimisationPlan plan)
    {
        var (parameters, risk) = plan.Split(ParameterSet.FromJson(now.BestParameters!));
        return new()
        {
            Name = $"Best of {now.Name}"[..Math.Min(120, now.Name.Length + 8)],
            Markets = [plan.Market],
            Timeframe = plan.Timeframe,
            Strategy = plan.Strategy,
            Parameters = parameters.Values,
            Capital = plan.Capital,
            From = now.From,
            To = now.To,
            TradeShare = risk.TradeShare,
            MaxExposure = risk.MaxExposure,
            Risk = JsonDocument.Parse(risk.ToJson()).RootElement.Clone(),
            MakerFee = plan.Fee,
            TakerFee = plan.Fee,
            Spread = plan.Spread,
            Slippage = plan.Slippage,
            FillAt = plan.FillAt,
            // As the trials were: met by their own candles alone.
            UsesFinerCandles = false,
        };
    }

    private async Task Delete()
    {
        _error = await Do(Deed.Optimise, () => Desk.Delete(Id, Leaving));
        if (_error is null)
            Navigation.NavigateTo(Urls.Optimiser);
    }

    private static string Share(double? value) => TrialTable.Share(value);

    private static string Number(double? value) => TrialTable.Number(value);

    private static string Tone(double? value) => TrialTable.Tone(value);

    private static string Day(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? Components.Shared.Figures.None;

    private static string Capital(string phrase) => phrase.Length == 0 ? "" : char.ToUpperInvariant(phrase[0]) + phrase[1..];

    private static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => "less than a second",
        { TotalSeconds: < 60 } => $"{span.TotalSeconds:0} s",
        { TotalMinutes: < 60 } => $"{(int)span.TotalMinutes} min {span.Seconds:00} s",
        _ => $"{(int)span.TotalHours} h {span.Minutes:00} min",
    };
}
