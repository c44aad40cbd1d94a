using System.Text.Json;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Universes;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Backtests;

public sealed partial class NewBacktestPage
{
    private static readonly IReadOnlyList<StrategyKind> Kinds = [.. StrategyCatalogue.All.Where(k => k.Name != "by-hand")];

    private readonly List<string> _markets = [];
    private readonly RiskForm _risk = new();
    private List<Universe> _universes = [];
    private Universe? _universe;
    private int _places = 5;
    private IReadOnlyList<StoredSeries> _series = [];
    private Dictionary<string, decimal> _values = [];
    private IReadOnlyList<StrategyKind> _rules = [];
    private StrategyKind _kind = Kinds[0];
    private string _name = "";
    private string _timeframe = "";
    private DateOnly? _from;
    private DateOnly? _to;
    private string _stored = "Choose a market.";
    private int _search;
    private decimal _capital = 10_000;
    private decimal? _maker;
    private decimal? _taker;
    private FillSource _fills;
    private IReadOnlyList<MarketFills>? _learntThen;
    private bool _keepFills = true;
    private decimal _spread = 0.02m;
    private decimal _slippage = 0.02m;
    private double _latency = 250;
    private decimal? _volume;
    private FillMoment _fillAt;
    private int _histories = 100;
    private string? _error;
    private bool _sending;

    /// <summary>A run to begin with the settings of.</summary>
    [SupplyParameterFromQuery]
    public int? Like { get; set; }

    /// <summary>The strategy to begin with, such as <c>rules:12@3</c>.</summary>
    [SupplyParameterFromQuery(Name = "strategy")]
    public string? FirstStrategy { get; set; }

    /// <summary>A universe to begin with.</summary>
    [SupplyParameterFromQuery(Name = "universe")]
    public int? UniverseId { get; set; }

    private IEnumerable<StoredSeries> Offered => _series.Where(s => s.Timeframe.ToString() == _timeframe && !_markets.Contains(s.Market.ToString())
        && (_markets.Count == 0 || MarketId.Parse(_markets[0]).Symbol.Quote == s.Market.Symbol.Quote));

    private ParameterSet Parameters => new(new SortedDictionary<string, decimal>(_values, StringComparer.Ordinal));

    private string Suggested => _universe is { } universe ? $"{_kind.Title} on {universe.Name} {_timeframe}" : _markets.Count == 0 ? _kind.Title : $"{_kind.Title} {(_markets.Count == 1 ? MarketId.Parse(_markets[0]).Symbol.ToString() : $"on {_markets.Count} markets")} {_timeframe}";

    /// <summary>What the run to begin with had been given as learnt, where it was on the same markets.</summary>
    private IReadOnlyList<MarketFills>? Kept => _learntThen is { } then && then.Select(m => m.Market).SequenceEqual(_markets) ? then : null;

    private IReadOnlyList<MarketFills> Assumed => _keepFills && Kept is { } kept ? kept : [.. _markets.Select(m => Learnt.Of(MarketId.Parse(m)))];

    private string FeesNote => _markets.Count > 0 && Hub.TryGet(MarketId.Parse(_markets[0]), out var market)
        ? $"Empty fees are the market's own: {market.Rules.MakerFee:0.###%} maker, {market.Rules.TakerFee:0.###%} taker."
        : $"Empty fees are {TradingRules.Default.TakerFee:0.###%}: the market is not watched, so its own are not known.";

    protected override async Task Load()
    {
        _series = [.. (await Candles.Series(Leaving)).Where(s => s.Market.Kind != MarketKind.Replay)];
        _rules = await StrategyOptions.Of(Rules, Leaving);
        if (_timeframe.Length > 0 || _series.Count == 0)
            return;
        var saved = await Universes.All(Leaving);
        _universes = [.. saved.Select(u => u.Universe)];
        if (saved.FirstOrDefault(u => u.Id == UniverseId) is { } chosen)
            Use(chosen.Universe);
        _timeframe = _series.Select(s => s.Timeframe).Max().ToString();
        if (FirstStrategy is not null && StrategyCatalogue.TryGet(FirstStrategy, out var first))
        {
            _kind = first;
            _risk.Take(StrategyCatalogue.Rules.DocumentOf(first.Name));
        }
        _values = _kind.Defaults.Values.ToDictionary();
        if (Like is { } id && await Store.Find(id, Leaving) is { } record)
            Fill(BacktestRequest.FromJson(record.Request));
        await Suggest();
    }

    private void Fill(BacktestRequest request)
    {
        (_name, _timeframe, _capital) = (request.Name, request.Timeframe, request.Capital);
        _markets.AddRange(request.Markets);
        if (request.Universe is { } universe)
        {
            // As it was asked then, which may not be as it is stored now.
            _universes = [universe, .. _universes.Where(u => u.Name != universe.Name)];
            (_universe, _places) = (universe, request.Places ?? universe.Size);
        }
        _from = request.From is { } from ? DateOnly.FromDateTime(from.UtcDateTime) : null;
        _to = request.To is { } to ? DateOnly.FromDateTime(to.UtcDateTime) : null;
        if (StrategyCatalogue.TryGet(request.Strategy, out var kind))
            _kind = kind;
        _values = _kind.Complete(new(new SortedDictionary<string, decimal>(request.Parameters.ToDictionary(), StringComparer.Ordinal))).Values.ToDictionary();
        (_maker, _taker) = (request.MakerFee * 100, request.TakerFee * 100);
        (_fills, _learntThen) = (request.Fills, request.Learnt);
        (_spread, _slippage, _latency, _volume, _fillAt) = (request.Spread * 100, request.Slippage * 100, request.LatencyMs, request.VolumeShare * 100, request.FillAt);
        _histories = request.Histories;
        _risk.Take(RiskProfile.FromJson(request.Risk?.GetRawText(), request.TradeShare, request.MaxExposure));
    }

    private Task ChooseTimeframe(ChangeEventArgs chosen)
    {
        _timeframe = chosen.Value?.ToString() ?? "";
        _markets.RemoveAll(m => !_series.Any(s => s.Market.ToString() == m && s.Timeframe.ToString() == _timeframe));
        return Suggest();
    }

    private Task ChooseUniverse(ChangeEventArgs chosen)
    {
        Use(_universes.Find(u => u.Name == chosen.Value?.ToString()));
        return Suggest();
    }

    private void Use(Universe? universe) => (_universe, _places) = (universe, universe is null ? _places : Math.Min(5, universe.Size));

    private Task AddMarket(ChangeEventArgs chosen)
    {
        if (chosen.Value?.ToString() is { Length: > 0 } market && !_markets.Contains(market))
            _markets.Add(market);
        return Suggest();
    }

    private Task Remove(string market)
    {
        _markets.Remove(market);
        return Suggest();
    }

    private Task Read() => _fills == FillSource.Learnt ? Learnt.Read(Leaving) : Task.CompletedTask;

    private void ChooseStrategy(ChangeEventArgs chosen)
    {
        _kind = StrategyCatalogue.Get(chosen.Value?.ToString() ?? "");
        _values = _kind.Defaults.Values.ToDictionary();
        _risk.Take(StrategyCatalogue.Rules.DocumentOf(_kind.Name));
    }

    private IEnumerable<StoredSeries> Chosen() => _universe is null ? _series.Where(s => s.Timeframe.ToString() == _timeframe && _markets.Contains(s.Market.ToString())) : [];

    private List<StoredSeries> OfUniverse() => [.. _series.Where(s => s.Timeframe.ToString() == _timeframe && s.Market.Exchange == _universe?.Exchange && s.Market.Symbol.Quote.Code == _universe.Quote)];

    /// <summary>The stretch that all chosen markets have, unless one was chosen already.</summary>
    private Task Suggest()
    {
        var chosen = Chosen().ToList();
        if (chosen.Count > 0)
        {
            _from ??= DateOnly.FromDateTime(chosen.Max(s => s.First).UtcDateTime);
            _to ??= DateOnly.FromDateTime(chosen.Min(s => s.Last).UtcDateTime).AddDays(1);
        }
        else if (OfUniverse() is { Count: > 0 } offered)
        {
            _from ??= DateOnly.FromDateTime(offered.Min(s => s.First).UtcDateTime);
            _to ??= DateOnly.FromDateTime(offered.Max(s => s.Last).UtcDateTime).AddDays(1);
        }
        return FindGaps();
    }

    /// <summary>Tells what is stored of the stretch, and what is missing. A newer question takes the place of an older one.</summary>
    private async Task FindGaps()
    {
        var (search, chosen) = (++_search, Chosen().ToList());
        if (chosen.Count == 0)
        {
            _stored = _universe is null ? "Choose a market." : $"{OfUniverse().Count} {_universe.Quote} markets of {_universe.Exchange} have {_timeframe} candles; one without is left out and named.";
            return;
        }
        var said = new List<string>();
        foreach (var series in chosen)
        {
            said.Add($"{series.Market}: {series.First:yyyy-MM-dd} to {series.Last:yyyy-MM-dd}, looking for gaps…");
            _stored = string.Join(" ", said);
            StateHasChanged();
            var gaps = await SeriesGaps.Find(Candles, series.Market, series.Timeframe, At(_from) ?? series.First, At(_to) ?? series.Last + series.Timeframe.Duration, Leaving);
            if (search != _search)
                return;
            var missing = gaps.Sum(g => g.Missing);
            said[^1] = $"{series.Market}: {series.First:yyyy-MM-dd} to {series.Last:yyyy-MM-dd}, " + (gaps.Count == 0 ? "no gap in the stretch." : $"{missing:#,0} candles missing in {gaps.Count:#,0} gaps, the longest {gaps.MaxBy(g => g.Missing)!.Missing:#,0} from {gaps.MaxBy(g => g.Missing)!.From:yyyy-MM-dd HH:mm}.");
        }
        _stored = string.Join(" ", said);
    }

    private async Task Run()
    {
        _sending = true;
        var id = 0;
        _error = await Do(Deed.RunBacktests, async () =>
        {
            if (_markets.Count == 0 && _universe is null)
                throw new ArgumentException("Choose a market.");
            var name = (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "";
            id = await Queue.Enqueue(Request(_risk.Profile()), name, Leaving);
        });
        _sending = false;
        if (_error is null)
            Navigation.NavigateTo(Urls.Backtest(id));
    }

    private BacktestRequest Request(RiskProfile risk) => new()
    {
        Name = _name.Trim() is { Length: > 0 } name ? name : Suggested,
        Markets = _universe is null ? [.. _markets] : [],
        Universe = _universe,
        Places = _universe is null ? null : _places,
        Timeframe = _timeframe,
        Strategy = _kind.Name,
        Parameters = _values,
        Capital = _capital,
        From = At(_from),
        To = At(_to),
        TradeShare = risk.TradeShare,
        MaxExposure = risk.MaxExposure,
        Risk = JsonDocument.Parse(risk.ToJson()).RootElement.Clone(),
        MakerFee = _maker / 100,
        TakerFee = _taker / 100,
        Fills = _fills,
        Learnt = _fills == FillSource.Learnt && _keepFills ? Kept : null,
        Spread = _spread / 100,
        Slippage = _slippage / 100,
        LatencyMs = _latency,
        VolumeShare = _volume / 100,
        FillAt = _fillAt,
        Histories = _histories,
    };

    private static DateTimeOffset? At(DateOnly? day) => day is { } known ? new DateTimeOffset(known, default, TimeSpan.Zero) : null;

}
