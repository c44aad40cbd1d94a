using CryptoDashboard.Components.Pages.Bots;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Components.Pages.Overview;

public sealed partial class OverviewPage
{
    private static readonly TimeSpan CurveLength = TimeSpan.FromDays(3650);

    private List<BotRow> _all = [];
    private List<BotRow> _rows = [];
    private IReadOnlyList<SignalRecord> _signals = [];
    private IReadOnlyList<EquityPoint> _curve = [];
    private List<Purse> _purses = [];
    private Purse _purse = Purse.Paper;
    private bool _chosen;
    private string _in = "USDT";
    private int _unvalued;
    private decimal _equity;
    private decimal _capital;
    private decimal _before;
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
        _purses = [.. _all.Select(r => Purses.Of(r.Bot)).Distinct().Order()];
        if (_purses.Count > 0 && (!_chosen || !_purses.Contains(_purse)))
            _purse = _purses[0];
        await LoadPurse();
    }

    private async Task Show(Purse purse)
    {
        (_purse, _chosen) = (purse, true);
        await LoadPurse();
    }

    private async Task LoadPurse()
    {
        _rows = [.. _all.Where(r => Purses.Of(r.Bot) == _purse)];
        var quotes = _rows.Select(r => r.Bot.Market.Symbol.Quote.Code).Distinct().ToList();
        _in = quotes is [var only] ? only : "USDT";
        var ids = _rows.ConvertAll(r => r.Bot.Id);
        _signals = await Signals.LatestActed(ids, 12, Leaving);
        var points = await Signals.Equity(ids, Time.GetUtcNow() - CurveLength, Leaving);
        var rates = _rows.Where(r => RateOf(r) is not null).ToDictionary(r => r.Bot.Id, r => RateOf(r)!.Value);
        var capital = _rows.Where(r => rates.ContainsKey(r.Bot.Id)).ToDictionary(r => r.Bot.Id, r => r.Bot.Capital * rates[r.Bot.Id]);
        _curve = TotalCurve.Of(capital, [.. points.Where(p => rates.ContainsKey(p.BotId)).Select(p => rates[p.BotId] == 1 ? p : p with { Equity = p.Equity * rates[p.BotId] })]);
        var midnight = Viewer.StartOfDay(Time.GetUtcNow());
        _before = _purse != Purse.Replay && _curve.LastOrDefault(p => p.At <= midnight) is { } last ? last.Equity : capital.Values.Sum();
        Value();
    }

    /// <summary>Units of the page's currency for one of the bot's; null where no pair leads there.</summary>
    private decimal? RateOf(BotRow row) => Values.Rate(row.Bot.Market.Symbol.Quote, new Asset(_in));

    private void Value()
    {
        (_equity, _capital, _inMarket, _unvalued) = (0, 0, 0, 0);
        foreach (var row in _rows)
        {
            row.Value(Engine, Hub);
            if (RateOf(row) is not { } rate)
            {
                _unvalued++;
                continue;
            }
            _equity += row.Equity * rate;
            _capital += row.Bot.Capital * rate;
            _inMarket += (row.Equity - row.Holding.Cash) * rate;
        }
        _today = _equity - _before;
        var markets = Hub.Markets.Where(m => m.Ticker is not null).ToList();
        _live = markets.Count;
        _liveKinds = string.Join(", ", markets.GroupBy(m => Kind(m.Id.Kind)).Select(g => $"{g.Count()} {g.Key}"));
    }

    private static string Kind(MarketKind kind) => kind switch
    {
        MarketKind.Any or MarketKind.Exchange => "at exchanges",
        MarketKind.Simulated => "simulated",
        _ => "replayed",
    };

    private string NameOf(int botId) => _all.Find(r => r.Bot.Id == botId)?.Bot.Name ?? $"Bot {botId}";
}
