using System.Globalization;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.MarketContext;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.SignIn;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Context;

/// <summary>What goes on around the markets, as pictures.</summary>
public sealed partial class ContextPage
{
    private static readonly CorrelationWindow[] Windows =
    [
        new("1 d", Timeframe.M15, 96), new("7 d", Timeframe.H1, 168), new("30 d", Timeframe.H4, 180), new("90 d", Timeframe.D1, 90),
    ];

    private IReadOnlyList<MarketMood> _moods = [];
    private List<EquityPoint> _line = [];
    private IReadOnlyList<NewsItem> _news = [];
    private List<DomainEvent> _spikes = [];
    private IReadOnlyList<PriceGap> _gaps = [];
    private IReadOnlyList<FeedHealth> _health = [];
    private List<string> _names = [];
    private double?[,] _matrix = new double?[0, 0];
    private CorrelationWindow _window = Windows[0];
    private DateTimeOffset _matrixAt;
    private string _source = "";
    private string? _asset;
    private string? _fault;
    private bool _isSyncing;
    private int _days = 7;

    [Inject]
    private MoodSync Moods { get; set; } = null!;

    [Inject]
    private NewsSync News { get; set; } = null!;

    [Inject]
    private IContextStore Store { get; set; } = null!;

    [Inject]
    private ICandleStore Candles { get; set; } = null!;

    [Inject]
    private ContextOptions Settings { get; set; } = null!;

    [Inject]
    private ExchangeDesk Exchanges { get; set; } = null!;

    [Inject]
    private IEventLog Log { get; set; } = null!;

    [Inject]
    private MarketHub Markets { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ViewerTime Viewer { get; set; } = null!;

    private MarketMood? Mood => _moods.Count > 0 ? _moods[^1] : null;

    protected override void Follow()
    {
        Moods.Synced += OnSynced;
        News.Synced += OnSynced;
        OnEvents(e => e.Topic == EventTopic.Feeds);
        OnSeconds(() =>
        {
            Look();
            return Task.CompletedTask;
        });
    }

    protected override async Task Load()
    {
        _moods = await Store.Moods(Time.GetUtcNow().AddDays(-_days), Leaving);
        _line = [.. _moods.Where(m => m.Bitcoin is not null).Select(m => new EquityPoint { BotId = 0, At = m.At, Equity = m.Bitcoin!.Value })];
        _news = await Store.News(_asset, 60, Leaving);
        _spikes = [.. await Log.OfKind(SpikeDetector.Kind, 30, Leaving)];
        if (Time.GetUtcNow() - _matrixAt > TimeSpan.FromMinutes(1))
            await Correlate();
        Look();
    }

    protected override ValueTask OnLeave()
    {
        Moods.Synced -= OnSynced;
        News.Synced -= OnSynced;
        return ValueTask.CompletedTask;
    }

    private static string Usd(decimal? value) => value is { } known ? Figures.Price(known) : Figures.None;

    private static string Share(double? value) => value is { } known ? (known * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : Figures.None;

    private static string Signed(double value) => value.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    private void Look()
    {
        _gaps = ArbitrageRadar.Gaps(Markets.Markets, Time.GetUtcNow());
        _health = Exchanges.IsEnabled ? Exchanges.Health() : [];
    }

    /// <summary>Of the best source where it has candles, else of the first exchange that has, else of the simulated market, which the head says.</summary>
    private async Task Correlate()
    {
        _matrixAt = Time.GetUtcNow();
        string[] sources = [MarketId.AnyExchange, .. Exchanges.IsEnabled ? Exchanges.Choice.Exchanges : [], MarketId.SimulatedExchange];
        foreach (var source in sources)
        {
            var found = new List<(string Name, IReadOnlyList<Candle> Candles)>();
            foreach (var asset in Settings.CorrelationAssets)
            {
                if (MarketId.TryParse($"{source}:{asset}/USDT", out var id) && await Candles.ReadLast(id, _window.Timeframe, _window.Count + 1, DateTimeOffset.MaxValue, Leaving) is { Count: > CorrelationMatrix.LeastReturns } candles)
                    found.Add((asset, candles));
            }
            if (found.Count < 2)
                continue;
            _names = [.. found.Select(f => f.Name)];
            _matrix = CorrelationMatrix.Of([.. found.Select(f => f.Candles)], _window.Timeframe);
            _source = source switch { MarketId.AnyExchange => "best source", MarketId.SimulatedExchange => "SIMULATED", _ => source };
            return;
        }
        (_names, _source) = ([], "");
    }

    private async Task ChooseWindow(CorrelationWindow window)
    {
        (_window, _matrixAt) = (window, default);
        await Reload();
    }

    private async Task ChooseDays(int days)
    {
        _days = days;
        await Reload();
    }

    private async Task ChooseAsset(string asset)
    {
        _asset = asset == "All" ? null : asset;
        await Reload();
    }

    private void OnSynced() => _ = InvokeAsync(Reload);

    private async Task Sync()
    {
        _isSyncing = true;
        _fault = await Do(Deed.RefreshMarketData, async () =>
        {
            await Moods.Run(Leaving);
            await News.Run(Leaving);
        });
        _isSyncing = false;
    }

    private sealed record CorrelationWindow(string Name, Timeframe Timeframe, int Count);
}
