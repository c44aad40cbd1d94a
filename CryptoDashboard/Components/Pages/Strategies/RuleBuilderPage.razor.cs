using CryptoDashboard.Components.Charts;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Strategies.Rules;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Strategies;

public sealed partial class RuleBuilderPage
{
    private const int MostWarmUp = 15_000;
    private static readonly int[] Counted = [500, 1_000, 2_000, 5_000];

    private readonly HashSet<string> _drawn = new(StringComparer.Ordinal);
    private RuleEditing _editing = null!;
    private RuleDraft? _draft;
    private RuleDocument? _document;
    private IReadOnlyList<RuleFault> _faults = [];
    private RulePreview? _preview;
    private RuleSet? _set;
    private IReadOnlyList<RuleVersion> _versions = [];
    private IReadOnlyList<StoredSeries> _series = [];
    private IReadOnlyList<Candle> _candles = [];
    private CandleChart? _chart;
    private string _text = "";
    private string _saved = "";
    private string _note = "";
    private string _seriesKey = "";
    private string? _error;
    private int _version;
    private int _count = Counted[1];
    private int _from;
    private int _fed;
    private int _precision = 2;
    private bool _isTextAhead;
    private bool _isChartReady;
    private bool _mayEdit;
    private bool _saving;

    /// <summary>The rules to change, or null for new ones.</summary>
    [Parameter]
    public int? Id { get; set; }

    /// <summary>Index of the template to begin with.</summary>
    [SupplyParameterFromQuery(Name = "template")]
    public int? Template { get; set; }

    private string Title => _set?.Name ?? "New rules";

    private bool IsChanged => _text != _saved;

    private string Counts => _preview is { } preview && _candles.Count > 0
        ? $"{preview.Buys} BUY, {preview.Sells} SELL, {preview.Positions} {(preview.Positions == 1 ? "position" : "positions")} in {_candles.Count - _from:#,0} candles"
        : "";

    protected override void Follow()
    {
        _editing = new RuleEditing(MenusChanged);
        OnEvents(e => e.Kind is "rules-saved" or "rules-removed");
    }

    protected override async Task Load()
    {
        _mayEdit = await May.Allows(Deed.EditRules);
        var id = _set?.Id ?? Id;
        if (id is not null)
        {
            _set = (await Store.All(Leaving)).FirstOrDefault(s => s.Id == id);
            _versions = await Store.Versions(id, Leaving);
        }
        if (_draft is null)
        {
            if (_versions is [var newest, ..])
                await Show(newest);
            else
                await Begin(RuleTemplates.All[Math.Clamp(Template ?? 0, 0, RuleTemplates.All.Count - 1)].Document);
            if (id is not null && _set is null)
                _error = $"There are no rules {id} (any more); these are new ones.";
        }
        _editing.IsOpen = _mayEdit && !_isTextAhead;
        if (_series.Count > 0)
            return;
        _series = [.. (await Candles.Series(Leaving)).OrderByDescending(s => s.Market.Kind == MarketKind.Exchange).ThenBy(s => s.Market.ToString(), StringComparer.Ordinal).ThenBy(s => s.Timeframe)];
        _seriesKey = _series.Count > 0 ? KeyOf(_series[0]) : "";
        await ReadCandles();
    }

    private static string KeyOf(StoredSeries series) => $"{series.Market}|{series.Timeframe}";

    private async Task Show(RuleVersion version)
    {
        _version = version.Version;
        if (RuleReader.Read(version.Json).Document is { } document)
            await Begin(document);
        else
            await TakeText(version.Json);
        _saved = _text;
    }

    private async Task Begin(RuleDocument document)
    {
        _draft = RuleDraft.Of(document);
        await MenusChanged();
    }

    private async Task MenusChanged()
    {
        _isTextAhead = false;
        _text = _draft!.TextToKeep();
        await Judge();
    }

    private async Task DropText() => await MenusChanged();

    // What was typed stays as it is; the menus follow as soon as it has no faults.
    private async Task TakeText(string text)
    {
        _text = text;
        var document = RuleReader.Read(text).Document;
        _isTextAhead = document is null;
        if (document is not null)
            _draft = RuleDraft.Of(document);
        await Judge();
    }

    private async Task Judge()
    {
        (_document, _faults) = RuleReader.Read(_text);
        _editing.Faults = _isTextAhead ? [] : _faults;
        _editing.IsOpen = _mayEdit && !_isTextAhead;
        await Draw();
        StateHasChanged();
    }

    private async Task SetName(string name)
    {
        _draft!.Root["name"] = name;
        await MenusChanged();
    }

    private async Task UseTemplate(ChangeEventArgs chosen)
    {
        if (int.TryParse(chosen.Value?.ToString(), out var at))
            await Begin(RuleTemplates.All[at].Document);
    }

    private async Task ChooseSeries(ChangeEventArgs chosen)
    {
        (_seriesKey, _isChartReady, _chart) = (chosen.Value?.ToString() ?? "", false, null);
        _drawn.Clear();
        await ReadCandles();
    }

    private async Task ChooseCount(ChangeEventArgs chosen)
    {
        _count = int.TryParse(chosen.Value?.ToString(), out var count) ? count : Counted[1];
        await ReadCandles();
        await Fill();
    }

    // As many before the first one shown as a bot is fed before it starts.
    private async Task ReadCandles()
    {
        if (_series.FirstOrDefault(s => KeyOf(s) == _seriesKey) is not { } series)
            return;
        _fed = _document is null ? 0 : Math.Clamp(RuleStrategy.Of(_document).WarmUp * 10, 250, MostWarmUp);
        _candles = await Candles.ReadLast(series.Market, series.Timeframe, _count + _fed, DateTimeOffset.MaxValue, Leaving);
        _from = Math.Max(0, _candles.Count - _count);
        _precision = Figures.Digits(TradingRules.Observed([.. _candles.TakeLast(300)]).TickSize);
        Calculate();
    }

    private async Task ChartReady()
    {
        _isChartReady = true;
        await Fill();
    }

    private async Task Fill()
    {
        if (_chart is null || !_isChartReady)
            return;
        await _chart.SetCandles([.. _candles.Skip(_from)]);
        await _chart.ShowAll();
        await Draw();
    }

    private void Calculate() => _preview = _document is null ? null : RulePreview.Of(_document, _candles, _from);

    private async Task Draw()
    {
        if (_document is not null && RuleStrategy.Of(_document).WarmUp * 10 > Math.Max(_fed, 250) && _fed < MostWarmUp)
            await ReadCandles();
        Calculate();
        if (_chart is null || !_isChartReady)
            return;
        var lines = _preview?.Lines ?? [];
        foreach (var gone in _drawn.Except(lines.Select(l => l.Name)).ToList())
        {
            _drawn.Remove(gone);
            await _chart.RemoveLine(gone);
        }
        foreach (var line in lines)
        {
            _drawn.Add(line.Name);
            await _chart.SetLine(line.Pane, line.Name, line.Rows, line.Guides);
        }
        await _chart.SetMarkers(_preview?.Markers ?? []);
    }

    private async Task Save()
    {
        _saving = true;
        RuleSet? saved = null;
        _error = await Do(Deed.EditRules, async () =>
            saved = await Rules.Save(_set?.Id, _set is null ? 0 : _set.Version, _text, _note, (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "", Leaving));
        _saving = false;
        if (saved is null)
            return;
        (_set, _version, _note, _saved) = (saved, saved.Version, "", _text);
        _versions = await Store.Versions(saved.Id, Leaving);
        Navigation.NavigateTo(Urls.Rules(saved.Id), replace: true);
    }

    private async Task Duplicate()
    {
        (_set, _version, _versions, _saved, Id) = (null, 0, [], "", null);
        var name = $"{RuleDraft.Shown(_draft!.Root["name"])} copy";
        Navigation.NavigateTo(Urls.NewRules, replace: true);
        await SetName(name.Length <= RuleLimits.Name ? name : name[..RuleLimits.Name]);
    }

    private async Task Remove()
    {
        _error = await Do(Deed.EditRules, () => Rules.Remove(_set!, Leaving));
        if (_error is null)
            Navigation.NavigateTo(Urls.Strategies);
    }
}
