using CryptoDashboard.Components.Pages.Overview;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Backtesting.Parity;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Strategies;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Bots;

public sealed partial class BotPage
{
    private const int Shown = 30;
    private const int FineCurve = 500;
    private const int ShownPlans = 12;

    private BotRow? _row;
    private IReadOnlyList<SignalRecord> _signals = [];
    private IReadOnlyList<Trade> _trades = [];
    private IReadOnlyList<EquityPoint> _curve = [];
    private IReadOnlyList<EquityPoint> _drawdown = [];
    private TradeTotals _totals = new(0, 0, 0, 0);
    private string _strategy = "";
    private IReadOnlyList<Order> _open = [];
    private IReadOnlyList<DomainEvent> _log = [];
    private IReadOnlyList<TradePlan> _plans = [];
    private TradingRules? _rules;
    private decimal? _last;
    private string? _planError;
    private string? _error;
    private bool _arming;
    private ArmingProof? _proof;
    private string _despite = "";
    private decimal? _limit;
    private string _pin = "";
    private bool _withHolds;
    private RealityGap _gap = RealityGap.Of([]);
    private IReadOnlyList<double> _gapTrend = [];
    private int _handled;
    private int _late;
    private long _lastHandledLoaded = -1;

    [Parameter]
    public int Id { get; set; }

    private string StopConsequence => _row!.Holding.Position.Quantity.IsZero
        ? "It handles no more candles. It holds nothing."
        : $"It handles no more candles. It keeps {Shared.Figures.Quantity(_row.Holding.Position.Quantity.Value)} {_row.Bot.Market.Symbol.Base}.";

    protected override void Follow()
    {
        // The end of a replay is an event of its market: it comes after everything of it is stored, and nothing moves after it.
        OnEvents(e => e.BotId == Id || (e.Topic == EventTopic.Feeds && (_row is null || e.Market == _row.Bot.Market.ToString())));
        // HOLDs make no event: the engine's newest state tells that candles were handled. What it handled is stored a moment later, so it is
        // compared with what was read, and read again until the two agree.
        OnMarkets(market => _row is null || market == _row.Bot.Market, async _ =>
        {
            if (_row is null)
                return;
            _row.Value(Engine, Hub);
            Price(_row.Bot.Market);
            var handled = _row.Progress.LastHandled?.ToUnixTimeSeconds() ?? -1;
            if (handled != _lastHandledLoaded)
                await Reload();
        });
    }

    protected override async Task Load()
    {
        if (await Bots.Load(Id, Leaving) is not { } snapshot)
        {
            _row = null;
            return;
        }
        // All of it is read before any of it is shown: figures that stand beside each other are of one moment.
        var strategy = StrategyCatalogue.TryGet(snapshot.Bot.Strategy, out var kind) ? kind.Title : snapshot.Bot.Strategy;
        var signals = await Signals.Latest(Id, _withHolds, Shown, Leaving);
        if (signals.Count == 0)
            signals = await Signals.Latest(Id, withHolds: true, 1, Leaving);
        var counts = await Signals.Counts(Id, Leaving);
        var filter = new HistoryFilter(BotId: Id);
        var trades = (await Trades.List(filter, 0, Shown, Leaving)).Items;
        var totals = await Trades.Totals(filter, Leaving);
        var log = await Told.Latest(Id, Shown, Leaving);
        var hourly = await Signals.Equity([Id], DateTimeOffset.UnixEpoch, Leaving);
        var curve = hourly.Count >= 48 ? TotalCurve.Thin(hourly) : await Signals.EquityByCandle(Id, FineCurve, Leaving);

        var headlines = await Reports.Headlines(Id, RealityGap.Window, Leaving);
        (_gap, _gapTrend) = (RealityGap.Of(headlines), [.. RealityGap.Trend(headlines).Select(t => (double)t.Ratio)]);
        _row = new BotRow(snapshot, Engine);
        _plans = await PlanDesk.PlansOf([Id], ShownPlans, Leaving);
        Price(snapshot.Bot.Market);
        _open = [.. (Engine.StateOf(Id) is null ? snapshot.OpenOrders : Engine.OpenOrdersOf(Id)).OrderBy(o => o.PlacedAt)];
        _row.Value(Engine, Hub);
        _lastHandledLoaded = snapshot.Progress.LastHandled?.ToUnixTimeSeconds() ?? -1;
        (_strategy, _signals, _trades, _totals, _curve) = (strategy, signals, trades, totals, curve);
        _log = log;
        (_handled, _late) = counts;
        _drawdown = Drawdown(_curve);
    }

    private static List<EquityPoint> Drawdown(IReadOnlyList<EquityPoint> curve)
    {
        var peak = 0m;
        var drawdown = new List<EquityPoint>(curve.Count);
        foreach (var point in curve)
        {
            peak = Math.Max(peak, point.Equity);
            drawdown.Add(point with { Equity = peak == 0 ? 0 : 100 * ((point.Equity / peak) - 1) });
        }
        return drawdown;
    }

    private async Task Start() => _error = await Do(Deed.RunBots, () => Desk.Start(Id, Leaving));

    private async Task Stop(StopChoice choice) => _error = await Do(Deed.RunBots, () => Desk.Stop(Id, choice, Leaving));

    private async Task CancelOrder(Order order) => _error = await Do(Deed.TradeByHand, () => Engine.Cancel(order.BotId, order.Id, Leaving));

    private void Price(MarketId market) => (_rules, _last) = Hub.TryGet(market, out var open) ? (open.Rules, open.Ticker?.Last.Value) : (null, null);

    private async Task EndPlan((TradePlan Plan, bool Sell) end)
    {
        _planError = await Do(Deed.TradeByHand, async () =>
            await PlanDesk.End(Id, end.Plan.Number, end.Sell, (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "somebody", Leaving));
        await Reload();
    }

    private async Task MovePlan((TradePlan Plan, string Leg, decimal Price) move)
    {
        _planError = await Do(Deed.TradeByHand, () => PlanDesk.Move(Id, move.Plan.Number, move.Leg, move.Price, Leaving));
        await Reload();
    }

    private async Task AskToArm()
    {
        _arming = !_arming;
        if (_arming)
            _proof = await Arming.Proof(_row!.Bot, Leaving);
    }

    private async Task Arm()
    {
        var pin = _pin;
        _pin = "";
        _error = await Do(Deed.ArmBots, async () =>
        {
            var name = (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "";
            var result = await Pins.Confirm(name, pin, Leaving);
            if (!result.IsRight)
                throw new ArgumentException(result.Sentence);
            await Arming.Arm(_row!.Bot, _limit ?? 0, name, _despite, Leaving);
            _arming = false;
        });
    }

    private async Task Disarm() => _error = await Do(Deed.ArmBots, async () => await Arming.Disarm(_row!.Bot, (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "", Leaving));

    private async Task Delete()
    {
        _error = await Do(Deed.ManageBots, () => Desk.Delete(_row!.Bot, Leaving));
        if (_error is null)
            Navigation.NavigateTo(Urls.Bots);
    }
}
