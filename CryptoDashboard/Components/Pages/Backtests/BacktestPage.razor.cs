using CryptoDashboard.Components.Charts;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Backtests;

public sealed partial class BacktestPage
{
    private const int MostCandles = 3_000;
    private const int MoreCandles = 1_000;

    private static readonly string[] Tiles = ["totalReturn", "cagr", "maxDrawdown", "sharpe", "sortino", "calmar", "profitFactor", "winRate", "trades", "expectancy", "exposure", "fees"];

    private static readonly (string Key, string Title)[] Tabs =
        [("curves", "Curves"), ("figures", "All figures"), ("groups", "Groups and periods"), ("price", "Price"), ("trades", "Trades"), ("members", "Members"), ("luck", "Other luck"), ("checks", "Checks"), ("settings", "Settings")];

    private BacktestRecord? _record;
    private BacktestReport? _report;
    private BacktestPace? _pace;
    private IReadOnlyList<string> _markets = [];
    private CandleChart? _chart;
    private string _market = "";
    private string _tab = "curves";
    private string? _error;
    private int _precision = 2;
    private bool _noCandles;

    [Parameter]
    public int Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    protected override void OnParametersSet() => _tab = Tabs.Any(t => t.Key == Tab) ? Tab! : "curves";

    protected override void Follow()
    {
        OnEvents(e => e.Topic == EventTopic.Backtests && e.Subject == Id.ToString());
        Every(TimeSpan.FromSeconds(0.25), async () =>
        {
            if (_record is not { IsUnfinished: true })
                return;
            var before = _record.Status;
            _pace = Queue.PaceOf(Id);
            if (_pace is null || before == BacktestStatus.Waiting)
                await Reload();
        });
    }

    protected override async Task Load()
    {
        _record = await Store.Find(Id, Leaving);
        _pace = Queue.PaceOf(Id);
        if (_record is not { Status: BacktestStatus.Done } || _report is not null)
            return;
        _report = await Store.Report(Id, Leaving);
        _markets = _report is { Members.Count: > 0 } ? [.. _report.Members.Select(m => m.Market).Distinct()] : BacktestRequest.FromJson(_record.Request).Markets;
        _market = _markets.Count > 0 ? _markets[0] : "";
    }

    private void Open(string tab) => Navigation.NavigateTo(tab == "curves" ? Urls.Backtest(Id) : $"{Urls.Backtest(Id)}?tab={tab}", replace: true);

    private async Task Cancel()
    {
        _error = await Do(Deed.RunBacktests, () => Queue.Cancel(Id, Leaving));
        await Reload();
    }

    private async Task Delete()
    {
        _error = await Do(Deed.RunBacktests, () => Queue.Delete(Id, Leaving));
        if (_error is null)
            Navigation.NavigateTo(Urls.Backtests);
    }

    private void Redraw() => _noCandles = false;

    private async Task Draw()
    {
        if (_chart is null || _report is null || !MarketId.TryParse(_market, out var market) || !Timeframe.TryParse(_record!.Timeframe, out var timeframe))
            return;
        var candles = await Candles.ReadLast(market, timeframe, MostCandles, _report.To, Leaving);
        _noCandles = candles.Count == 0;
        if (_noCandles)
        {
            StateHasChanged();
            return;
        }
        await _chart.SetCandles(candles);
        await _chart.SetMarkers(Markers(_market));
    }

    private async Task<double[]> Older(long firstSeconds)
    {
        if (!MarketId.TryParse(_market, out var market) || !Timeframe.TryParse(_record!.Timeframe, out var timeframe))
            return [];
        var before = DateTimeOffset.FromUnixTimeSeconds(firstSeconds);
        return before <= _report!.From ? [] : CandleChart.Rows(await Candles.ReadLast(market, timeframe, MoreCandles, before, Leaving));
    }

    private List<ChartMarker> Markers(string market)
    {
        var markers = new List<ChartMarker>();
        // The newest ones: a chart with tens of thousands of marks is none.
        foreach (var trade in _report!.Trades.Concat(_report.OpenTrades).Where(t => t.Market == market).TakeLast(2_000))
        {
            markers.Add(new(trade.OpenedAt.ToUnixTimeSeconds(), "buy", (double)(trade.EntryPrice ?? 0), trade.OpenReason));
            if (trade is { ClosedAt: { } closed, ExitPrice: { } exit })
                markers.Add(new(closed.ToUnixTimeSeconds(), trade.ByGuard ? "stop" : "sell", (double)exit, $"{ReportText.Share((double)trade.ProfitRatio)} {trade.CloseReason}"));
        }
        return [.. markers.OrderBy(m => m.Time)];
    }
}
