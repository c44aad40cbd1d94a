using CryptoDashboard.Components.Charts;
using CryptoDashboard.Components.Pages.Bots;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Time;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Markets;

public sealed partial class MarketPage
{
    private const int FirstCandles = 600;
    private const int MoreCandles = 500;
    private const int RsiLength = 14;
    private const int MaxMarkers = 400;

    // More than this at once and the chart is filled anew instead of being fed candle by candle: a replay at full speed.
    private const int MaxDelta = 1_500;

    private CandleChart? _chart;
    private MarketId? _id;
    private Market? _market;
    private MarketId? _leased;
    private IDisposable? _lease;
    private IDisposable? _depth;
    private Consensus? _consensus;
    private IReadOnlyList<(string Exchange, Price Price, DateTimeOffset At)> _said = [];
    private decimal _median = 1;
    private string? _waiting;
    private Ticker? _ticker;
    private Timeframe _timeframe = Timeframe.M1;
    private List<BotRow> _bots = [];
    private IReadOnlyList<SignalRecord> _signals = [];
    private IReadOnlyList<Order> _open = [];
    private string? _orderError;
    private ChartFeed? _feed;
    private string _title = "Market";
    private int _precision = 2;
    private int _chartKey;
    private bool _isReady;

    [Parameter]
    public string Exchange { get; set; } = "";

    /// <summary>BASE-QUOTE.</summary>
    [Parameter]
    public string Pair { get; set; } = "";

    [SupplyParameterFromQuery(Name = "timeframe")]
    public string? TimeframeText { get; set; }

    private bool IsStale => _ticker is { } ticker && _id?.Kind is MarketKind.Exchange or MarketKind.Any && Time.GetUtcNow() - _ticker.ReceivedAt > TimeSpan.FromSeconds(FeedSettings.QuietMarketSeconds);

    protected override ValueTask OnLeave()
    {
        _lease?.Dispose();
        _depth?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override void Follow()
    {
        _id = MarketId.TryParse($"{Exchange}:{Pair.Replace('-', '/')}", out var id) ? id : null;
        if (_id is null)
            return;
        if (Timeframe.TryParse(TimeframeText, out var timeframe))
            _timeframe = timeframe;
        Lease(_id.Value);
        OnEvents(e => e.Market == _id.Value.ToString() || e.Topic == Core.Events.EventTopic.Feeds);
        OnMarkets(market => market == _id.Value, async changed =>
        {
            _market = changed[0];
            await Apply();
        });
        OnSeconds(() =>
        {
            _waiting = Waiting(_id.Value);
            Compare(_id.Value);
            return Task.CompletedTask;
        });
    }

    protected override async Task Load()
    {
        if (_id is not { } id)
            return;
        _market = Hub.TryGet(id, out var open) ? open : null;
        _waiting = Waiting(id);
        var last = await Candles.ReadLast(id, Timeframe.M1, 300, DateTimeOffset.MaxValue, Leaving);
        if (_chartKey == 0)
            _precision = Figures.Digits(_market?.Rules.TickSize ?? TradingRules.Observed(last).TickSize);
        _bots = [.. (await Bots.Snapshots(Leaving)).Where(s => s.Bot.Market == id).Select(s => new BotRow(s, Engine))];
        foreach (var row in _bots)
            row.Value(Engine, Hub);
        var ids = _bots.ConvertAll(b => b.Bot.Id);
        _open = [.. ids.SelectMany(Engine.OpenOrdersOf).OrderBy(o => o.PlacedAt)];
        _signals = await Signals.LatestActed(ids, 8, Leaving);
        _title = $"{(_ticker is { } ticker ? Price(ticker.Last.Value) + " " : "")}{id.Symbol}";
        _plans = await PlanDesk.PlansOn(id, ShownPlans, Leaving);
        await DrawMarkers();
        await DrawLevels();
    }

    private async Task CancelOrder(Order order) => _orderError = await Do(Core.Access.Deed.TradeByHand, () => Engine.Cancel(order.BotId, order.Id, Leaving));

    private void Lease(MarketId id)
    {
        if (_leased == id)
            return;
        _lease?.Dispose();
        _depth?.Dispose();
        (_leased, _lease) = (id, Exchanges.Watch(id));
        _depth = id.Kind == MarketKind.Exchange && Exchanges.IsEnabled ? Exchanges.LookInto(id) : null;
    }

    /// <summary>Why there is no price, where somebody knows.</summary>
    private string? Waiting(MarketId id)
    {
        if (id.Kind is not (MarketKind.Exchange or MarketKind.Any) || !Exchanges.IsEnabled)
            return null;
        var health = Exchanges.Health();
        if (id.Kind == MarketKind.Exchange)
        {
            return Exchanges.Listed(id.Exchange) is { } listed && !listed.ContainsKey(id.Symbol)
                ? $"{id.Exchange} does not trade {id.Symbol}"
                : health.FirstOrDefault(h => h.Exchange == id.Exchange)?.Sentence;
        }
        return health.Any(h => h.Phase == FeedPhase.Live) ? $"waiting for a price of {id.Symbol}" : "no exchange can be reached at the moment";
    }

    private void Compare(MarketId id)
    {
        if (id.Kind is not (MarketKind.Exchange or MarketKind.Any))
            return;
        _said = Consensus.Said(id.Symbol);
        _median = _said.Count > 0 ? Math.Max(Core.Feeds.Consensus.MedianOf(_said.Select(s => s.Price.Value)), 0.000000000000000001m) : 1;
        var judged = id.Kind == MarketKind.Any && _ticker?.From is { } from ? new MarketId(from, id.Symbol) : id;
        _consensus = _ticker is { } ticker ? Consensus.Judge(judged, ticker.Last) : null;
    }

    private string Price(decimal value) => Figures.Price(value, _market?.Rules);

    private void Switch(Timeframe timeframe)
    {
        if (timeframe == _timeframe)
            return;
        (_timeframe, _isReady) = (timeframe, false);
        _chartKey++;
        Navigation.NavigateTo($"{Urls.Market(_id!.Value)}?timeframe={timeframe}", replace: true);
    }

    // The chart is there: fill it with what is stored, then feed it what comes.
    private async Task Fill()
    {
        if (_id is not { } id || _chart is null)
            return;
        var candles = await Candles.ReadLast(id, _timeframe, FirstCandles, DateTimeOffset.MaxValue, Leaving);
        _feed = new ChartFeed(_timeframe, RsiLength);
        if (_timeframe > Timeframe.M1)
            await SeedBuilder(id);
        await _chart.SetCandles(candles);
        await _chart.SetLine("rsi", $"RSI {RsiLength}", _feed.Begin(candles), [30, 70]);
        _isReady = true;
        await DrawMarkers();
        await DrawLevels();
    }

    private async Task SeedBuilder(MarketId id)
    {
        var now = _market?.Clock.Now ?? Time.GetUtcNow();
        await foreach (var minute in Candles.Read(id, Timeframe.M1, _timeframe.OpenOf(now), now, Leaving))
            _feed!.SeedMinute(minute);
    }

    private async Task Apply()
    {
        if (_market is not { } market)
            return;
        _ticker = market.Ticker;
        Compare(market.Id);
        foreach (var row in _bots)
            row.Value(Engine, Hub);
        if (!_isReady || _chart is null || _feed is null)
            return;
        var closed = await NewlyClosed(market);
        if (closed.Count > MaxDelta)
        {
            await Fill();
            return;
        }
        var (rows, rsi) = _feed.Take(closed, market);
        if (rows.Count == 0)
            return;
        await _chart.Update(rows);
        await _chart.UpdateLine($"RSI {RsiLength}", rsi);
    }

    private async Task<List<Candle>> NewlyClosed(Market market)
    {
        if (market.LastClosed(_timeframe) is not { } newest || newest.OpenMs <= _feed!.LastClosedMs)
            return [];
        if (newest.OpenMs == _feed.LastClosedMs + _timeframe.Milliseconds)
            return [newest];
        var missed = new List<Candle>();
        // The recorder may be a moment behind the hub: what it has not stored yet comes with the next look.
        await foreach (var candle in Candles.Read(market.Id, _timeframe, DateTimeOffset.FromUnixTimeMilliseconds(_feed.LastClosedMs + 1), newest.OpenTime.AddMilliseconds(1), Leaving))
        {
            missed.Add(candle);
            if (missed.Count > MaxDelta)
                break;
        }
        return missed;
    }

    private async Task<double[]> ReadOlder(long firstSeconds) => _id is { } id
        ? CandleChart.Rows(await Candles.ReadLast(id, _timeframe, MoreCandles, DateTimeOffset.FromUnixTimeSeconds(firstSeconds), Leaving))
        : [];

    private async Task DrawMarkers()
    {
        if (!_isReady || _chart is null)
            return;
        var markers = new List<ChartMarker>();
        foreach (var row in _bots)
        {
            var fills = await Orders.Fills(row.Bot.Id, DateTimeOffset.UnixEpoch, MaxMarkers, Leaving);
            markers.AddRange(fills.Select(f => new ChartMarker(f.At.ToUnixTimeSeconds(), f.Side == Side.Buy ? "buy" : "sell", (double)f.Price.Value, _bots.Count > 1 ? MarkOf(row.Bot) : null)));
        }
        await _chart.SetMarkers([.. markers.OrderBy(m => m.Time)]);
    }

    /// <summary>Short, because the chart cuts off what reaches over its edge.</summary>
    private static string MarkOf(Core.Bots.Bot bot) => bot.Strategy == CryptoDashboard.Core.Strategies.BuiltIn.ByHand.Name ? "by hand" : bot.Name;

    /// <summary>What the chart has been given, so that it is only ever told what is new.</summary>
    private sealed class ChartFeed(Timeframe timeframe, int rsiLength)
    {
        private readonly CandleBuilder? _builder = timeframe > Timeframe.M1 ? new CandleBuilder(Timeframe.M1, timeframe) : null;
        private readonly List<Candle> _built = [];
        private Rsi _rsi = new(rsiLength);
        private long _lastMinuteMs;

        public long LastClosedMs { get; private set; }

        public void SeedMinute(Candle minute)
        {
            _builder?.Add(minute, _built);
            _lastMinuteMs = minute.OpenMs;
        }

        public List<double?> Begin(IReadOnlyList<Candle> candles)
        {
            _rsi = new Rsi(rsiLength);
            var rows = new List<double?>(candles.Count * 2);
            foreach (var candle in candles)
                Add(rows, candle);
            LastClosedMs = candles.Count > 0 ? candles[^1].OpenMs : 0;
            return rows;
        }

        public (List<Candle> Candles, List<double?> Rsi) Take(List<Candle> closed, Market market)
        {
            var rows = new List<Candle>();
            var rsi = new List<double?>();
            foreach (var candle in closed.Where(c => c.OpenMs > LastClosedMs))
            {
                rows.Add(candle);
                Add(rsi, candle);
                LastClosedMs = candle.OpenMs;
            }
            if (InProgress(market) is { } making && making.OpenMs > LastClosedMs)
                rows.Add(making);
            return (rows, rsi);
        }

        private Candle? InProgress(Market market)
        {
            if (_builder is null)
                return market.InProgress(timeframe);
            if (market.LastClosed(Timeframe.M1) is { } minute && minute.OpenMs > _lastMinuteMs)
                SeedMinute(minute);
            return market.InProgress(Timeframe.M1) is { } making ? _builder.Preview(making) : _builder.InProgress;
        }

        private void Add(List<double?> rows, Candle candle)
        {
            var value = _rsi.Update(candle.Close);
            rows.Add(candle.OpenMs / 1000d);
            rows.Add(double.IsFinite(value) ? Math.Round(value, 4) : null);
        }
    }
}
