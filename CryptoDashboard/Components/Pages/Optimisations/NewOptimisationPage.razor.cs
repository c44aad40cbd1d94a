using System.Globalization;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Strategies;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Optimisations;

public sealed partial class NewOptimisationPage
{
    private static readonly IReadOnlyList<StrategyKind> Kinds = [.. StrategyCatalogue.All.Where(k => k.Schema.Count > 0)];

    private readonly List<Part> _parts = [new()];
    private readonly RiskForm _risk = new();
    private readonly List<RangeChoice> _guards = [.. StopParameters.All.Select(p => new RangeChoice(p) { IsGuard = true })];
    private IReadOnlyList<StrategyKind> _rules = [];
    private IReadOnlyList<StoredSeries> _series = [];
    private IReadOnlyList<(string Field, string Fault)> _faults = [];
    private StrategyKind _kind = Kinds[0];
    private List<RangeChoice> _ranges = [];
    private string _chosen = "";
    private string _name = "";
    private DateOnly? _from;
    private DateOnly? _to;
    private (DateOnly? From, DateOnly? To) _suggested;
    private double _holdOut = 25;
    private SearchMethod _method = SearchMethod.Tpe;
    private int _trials = 200;
    private ulong _seed = 1;
    private int _minTrades = 30;
    private decimal? _maxDrawdown;
    private bool _walks;
    private int _inside = 180;
    private int _outside = 30;
    private bool _anchored;
    private decimal _capital = 10_000;
    private decimal? _fee;
    private decimal _spread = 0.02m;
    private decimal _slippage = 0.02m;
    private string? _error;
    private bool _sending;

    /// <summary>An optimisation to begin with the plan of.</summary>
    [SupplyParameterFromQuery]
    public int? Like { get; set; }

    /// <summary>The strategy to begin with, such as <c>rules:12@3</c>.</summary>
    [SupplyParameterFromQuery(Name = "strategy")]
    public string? FirstStrategy { get; set; }

    private StoredSeries? Series => _series.FirstOrDefault(s => Key(s) == _chosen);

    private string Suggested => Series is { } series ? $"{_kind.Title} {series.Market.Symbol} {series.Timeframe}" : _kind.Title;

    private IEnumerable<RangeChoice> Varied => _ranges.Concat(_guards).Where(r => r.Varies);

    /// <summary>Those that can mean something: of what depends on another one that is off, and does not vary, nothing is asked.</summary>
    private IEnumerable<RangeChoice> Asked => _ranges.Where(r => r.Varies || r.Parameter.OnlyWith is not { } other || _ranges.Exists(o => o.Parameter.Name == other && (o.Varies || o.Value != 0))).Concat(_guards);

    private static string Span(Parameter parameter) => parameter.Choices.Count == 0 ? $"{Plain(parameter.Min)} to {Plain(parameter.Max)}"
        : string.Join(", ", parameter.Choices.Select((words, i) => $"{Plain(parameter.Min + (i * parameter.Step))}: {words}"));

    private string Combinations
    {
        get
        {
            var varied = Varied.ToList();
            var size = varied.Aggregate(1d, (all, r) => all * r.Range.Count);
            return varied.Count == 0 ? "Nothing varies yet: give at least one parameter a range." : $"{size:#,0} combinations of {varied.Count} {(varied.Count == 1 ? "parameter" : "parameters")}; those that the strategy refuses are skipped and counted.";
        }
    }

    private string Windows
    {
        get
        {
            if (At(_from) is not { } from || At(_to) is not { } to || _inside < 1 || _outside < 1)
                return "";
            var windows = new WalkForwardPlan(_inside, _outside, _anchored).Windows(from, to).Count;
            return windows == 0 ? "The stretch is too short for one window." : $"{windows:#,0} {(windows == 1 ? "window" : "windows")}, each with as many trials as the search{(windows < 3 ? "; an efficiency needs three" : "")}.";
        }
    }

    protected override async Task Load()
    {
        _series = [.. (await Candles.Series(Leaving)).Where(s => s.Market.Kind != MarketKind.Replay)];
        _rules = await StrategyOptions.Of(Rules, Leaving);
        if (_chosen.Length > 0 || _series.Count == 0)
            return;
        _chosen = Key(_series[0]);
        if (FirstStrategy is not null && StrategyCatalogue.TryGet(FirstStrategy, out var first))
        {
            _kind = first;
            _risk.Take(StrategyCatalogue.Rules.DocumentOf(first.Name));
        }
        _ranges = [.. _kind.Schema.Select(p => new RangeChoice(p))];
        if (Like is { } id && await Store.Find(id, Leaving) is { } other)
            Fill(other.ReadPlan());
        Suggest();
    }

    private void Fill(OptimisationPlan plan)
    {
        if (StrategyCatalogue.TryGet(plan.Strategy, out var kind))
            _kind = kind;
        _ranges = [.. _kind.Schema.Select(p => new RangeChoice(p))];
        foreach (var choice in _ranges.Concat(_guards))
        {
            if (plan.Ranges.TryGetValue(choice.Parameter.Name, out var range))
                choice.Take(range);
        }
        var key = $"{plan.Market} {plan.Timeframe}";
        _chosen = _series.Any(s => Key(s) == key) ? key : _chosen;
        (_name, _method, _trials, _seed, _holdOut) = (plan.Name, plan.Method, plan.Trials, plan.Seed, plan.HoldOut * 100);
        _from = plan.From is { } from ? DateOnly.FromDateTime(from.UtcDateTime) : null;
        _to = plan.To is { } to ? DateOnly.FromDateTime(to.UtcDateTime) : null;
        _parts.Clear();
        _parts.AddRange(plan.Objective.Parts.Select(p => new Part { Kind = p.Kind, Weight = p.Weight }));
        (_minTrades, _maxDrawdown) = (plan.Objective.MinTrades, (decimal?)plan.Objective.MaxDrawdown * 100);
        if (plan.WalkForward is { } walk)
            (_walks, _inside, _outside, _anchored) = (true, walk.InSampleDays, walk.OutOfSampleDays, walk.IsAnchored);
        (_capital, _fee, _spread, _slippage) = (plan.Capital, plan.Fee * 100, plan.Spread * 100, plan.Slippage * 100);
        _risk.Take(plan.Profile());
    }

    private void ChooseStrategy(ChangeEventArgs chosen)
    {
        _kind = StrategyCatalogue.Get(chosen.Value?.ToString() ?? "");
        _ranges = [.. _kind.Schema.Select(p => new RangeChoice(p))];
        _risk.Take(StrategyCatalogue.Rules.DocumentOf(_kind.Name));
        _faults = [];
    }

    /// <summary>Other candles cover another time; a stretch that a person chose stays where they have it.</summary>
    private void SuggestAnew()
    {
        if ((_from, _to) == _suggested)
            (_from, _to) = (null, null);
        Suggest();
    }

    private void Suggest()
    {
        if (Series is not { } series)
            return;
        _from ??= DateOnly.FromDateTime(series.First.UtcDateTime);
        _to ??= DateOnly.FromDateTime(series.Last.UtcDateTime).AddDays(1);
        _suggested = (_from, _to);
    }

    private async Task Run()
    {
        if (Plan(_risk.Profile()) is not { } plan)
        {
            _error = "Choose candles.";
            return;
        }
        _faults = plan.Faults();
        _error = _faults.Count > 0 ? "Some fields need another look." : null;
        if (_error is not null)
            return;
        _sending = true;
        var id = 0;
        _error = await Do(Deed.Optimise, async () => id = await Desk.Enqueue(plan, (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "", Leaving));
        _sending = false;
        if (_error is null)
            Navigation.NavigateTo(Urls.Optimisation(id));
    }

    private OptimisationPlan? Plan(RiskProfile risk) => Series is not { } series ? null : new()
    {
        Name = _name.Trim() is { Length: > 0 } name ? name : Suggested,
        Strategy = _kind.Name,
        Market = series.Market.ToString(),
        Timeframe = series.Timeframe.ToString(),
        Ranges = _ranges.Concat(_guards.Where(g => g.Varies)).ToDictionary(r => r.Parameter.Name, r => r.Range),
        Method = _method,
        Trials = _trials,
        Seed = _seed,
        Objective = new Objective { Parts = [.. _parts.Select(p => new ObjectivePart(p.Kind, p.Weight))], MinTrades = _minTrades, MaxDrawdown = (double?)_maxDrawdown / 100 },
        From = At(_from),
        To = At(_to),
        HoldOut = _holdOut / 100,
        WalkForward = _walks ? new WalkForwardPlan(_inside, _outside, _anchored) : null,
        Capital = _capital,
        TradeShare = risk.TradeShare,
        MaxExposure = risk.MaxExposure,
        Guards = risk.ToJson(),
        Fee = _fee / 100,
        Spread = _spread / 100,
        Slippage = _slippage / 100,
    };

    private static string Key(StoredSeries series) => $"{series.Market} {series.Timeframe}";

    private static DateTimeOffset? At(DateOnly? day) => day is { } known ? new DateTimeOffset(known, default, TimeSpan.Zero) : null;

    private static string Plain(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    private sealed class Part
    {
        public ObjectiveKind Kind { get; set; } = ObjectiveKind.Sharpe;

        public double Weight { get; set; } = 1;
    }
}
