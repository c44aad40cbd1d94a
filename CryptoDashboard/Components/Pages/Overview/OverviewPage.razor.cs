using CryptoDashboard.Components.Pages.Bots;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Components.Pages.Overview;

public sealed partial class OverviewPage
{
    private static readonly TimeSpan CurveLength = TimeSpan.FromDays(3650);

    private List<BotRow> _all = [];
    private List<BotRow> _rows = [];
    private IReadOnlyList<SignalRecord> _signals = [];
    private IReadOnlyList<EquityPoint> _curve = [];
    private bool _showReplay;
    private bool _hasReplayBots;
    private bool _hasLiveBots;
    private bool _chosen;
    private decimal _equity;
    private decimal _capital;
    private decimal _today;
    private decimal _inMarket;
    private int _live;
    private string _liveKinds = "";

    protected override void Follow()
    {
        OnEvents(e => e.Topic is EventTopic.Bots or EventTopic.Signals or EventTopic.Orders or EventTopic.Trades);
        OnMarkets(null, _ =>
        {
            Value();
            return Task.CompletedTask;
        });
    }

    protected override async Task Load()
    {
        _all = [.. (await Bots.Snapshots(Leaving)).Select(s => new BotRow(s, Engine))];
        _hasReplayBots = _all.Exists(r => r.Bot.Market.Kind == MarketKind.Replay);
        _hasLiveBots = _all.Exists(r => r.Bot.Market.Kind != MarketKind.Replay);
        if (!_chosen)
            _showReplay = _hasReplayBots && !_hasLiveBots;
        await LoadScope();
    }

    private async Task Show(bool replay)
    {
        (_showReplay, _chosen) = (replay, true);
        await LoadScope();
    }

    private async Task LoadScope()
    {
        _rows = [.. _all.Where(r => r.Bot.Market.Kind == MarketKind.Replay == _showReplay)];
        var ids = _rows.ConvertAll(r => r.Bot.Id);
        _signals = await Signals.LatestActed(ids, 12, Leaving);
        var points = await Signals.Equity(ids, Time.GetUtcNow() - CurveLength, Leaving);
        _curve = TotalCurve.Of(_rows.ToDictionary(r => r.Bot.Id, r => r.Bot.Capital), points);
        var midnight = Viewer.StartOfDay(Time.GetUtcNow());
        var before = _curve.LastOrDefault(p => p.At <= midnight)?.Equity ?? _rows.Sum(r => r.Bot.Capital);
        Value();
        _today = _showReplay ? _equity - _capital : _equity - before;
    }

    private void Value()
    {
        foreach (var row in _rows)
            row.Value(Engine, Hub);
        _equity = _rows.Sum(r => r.Equity);
        _capital = _rows.Sum(r => r.Bot.Capital);
        _inMarket = _rows.Sum(r => r.Equity - r.Holding.Cash);
        var markets = Hub.Markets.Where(m => m.Ticker is not null).ToList();
        _live = markets.Count;
        _liveKinds = string.Join(", ", markets.GroupBy(m => m.Id.Kind).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}"));
    }

    private string NameOf(int botId) => _all.Find(r => r.Bot.Id == botId)?.Bot.Name ?? $"Bot {botId}";
}
