using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.Rules;
using CryptoDashboard.Core.Time;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Bots;

public sealed partial class BotFormPage
{
    private Dictionary<string, List<(MarketId Market, string Label)>> _markets = [];
    private Dictionary<string, decimal> _values = [];
    private IReadOnlyList<(string Field, string Fault)> _faults = [];
    private List<StrategyKind> _rules = [];
    private StrategyKind _kind = StrategyCatalogue.All[0];
    private Bot? _stored;
    private string _name = "";
    private string _market = "";
    private string _timeframe = Timeframe.M1.ToString();
    private decimal _capital = 10_000;
    private decimal _share = 25;
    private decimal _exposure = 100;
    private string _account = "paper";
    private bool _dryRun;
    private FillLevel? _fills;
    private SizingKind _sizing;
    private bool _lessCorrelated;
    private decimal? _fixed;
    private decimal? _riskShare = 1;
    private decimal? _kelly = 25;
    private decimal? _stop;
    private decimal? _atrStop;
    private decimal? _trail;
    private decimal? _profit;
    private decimal? _even;
    private decimal? _hours;
    private decimal? _maxValue;
    private decimal? _dayLoss;
    private decimal? _drawdown;
    private decimal? _perHour;
    private decimal? _coolDown;
    private decimal? _stopGuard;
    private string? _error;
    private bool _saving;

    /// <summary>The bot to edit, or null for a new one.</summary>
    [Parameter]
    public int? Id { get; set; }

    /// <summary>The market to begin with.</summary>
    [SupplyParameterFromQuery(Name = "market")]
    public string? FirstMarket { get; set; }

    /// <summary>An optimisation whose best parameters to begin with.</summary>
    [SupplyParameterFromQuery(Name = "optimisation")]
    public int? FirstOptimisation { get; set; }

    /// <summary>The strategy to begin with.</summary>
    [SupplyParameterFromQuery(Name = "strategy")]
    public string? FirstStrategy { get; set; }

    private string MarketHelp => MarketId.TryParse(_market, out var market) ? market.Kind switch
    {
        MarketKind.Simulated => "Simulated: prices are made up.",
        MarketKind.Replay => "A replay: it waits until you start it.",
        MarketKind.Any => "From the first healthy one of your exchanges. With play money only: a live bot trades on one exchange's own prices.",
        _ => "",
    } : "";

    protected override async Task Load()
    {
        _markets = (await Markets()).GroupBy(m => m.Kind).ToDictionary(g => g.Key, g => g.Select(m => (m.Market, m.Label)).ToList());
        _rules = [.. (await Rules.All(Leaving)).Where(r => r.ArchivedAt is null).Select(r => StrategyCatalogue.TryGet(r.Strategy, out var kind) ? kind : null).OfType<StrategyKind>()];
        if (Id is { } id)
            Fill((await Bots.Load(id, Leaving))?.Bot ?? throw new KeyNotFoundException($"There is no bot {id}."));
        else if (_values.Count == 0)
            await Begin();
    }

    private async Task<List<(string Kind, MarketId Market, string Label)>> Markets()
    {
        var markets = new List<(string, MarketId, string)>();
        foreach (var run in await Replays.All(Leaving))
        {
            if (run.Status != ReplayStatus.Ended)
                markets.Add(("Replays", run.Market, $"Replay {run.Id}: {run.Source} {run.Timeframe}, {run.From:yyyy-MM-dd} to {run.To:yyyy-MM-dd}"));
        }
        foreach (var market in Hub.Markets.Where(m => m.Id.Kind != MarketKind.Replay).OrderBy(m => m.Id.Exchange, StringComparer.Ordinal).ThenByDescending(m => m.Ticker?.Last.Value ?? 0))
            markets.Add((market.Id.Kind switch { MarketKind.Simulated => "Simulated", MarketKind.Any => "Best source", _ => market.Id.Exchange }, market.Id, market.Id.Symbol.ToString()));
        if (Id is not null && (await Bots.Load(Id.Value, Leaving))?.Bot.Market is { } own && !markets.Exists(m => m.Item2 == own))
            markets.Add(("This bot's", own, own.ToString()));
        return markets;
    }

    private async Task Begin()
    {
        if (FirstStrategy is not null && StrategyCatalogue.TryGet(FirstStrategy, out var first))
            _kind = first;
        UseDefaults();
        TakeProposals();
        IncludeChosen();
        var all = _markets.Values.SelectMany(m => m).Select(m => m.Market.ToString()).ToList();
        _market = FirstMarket is not null && all.Contains(FirstMarket) ? FirstMarket : all.FirstOrDefault() ?? "";
        if (FirstOptimisation is not { } id || await Optimisations.Find(id, Leaving) is not { BestParameters: { } best } optimisation || !StrategyCatalogue.TryGet(optimisation.Strategy, out var kind))
            return;
        (_kind, _name, _timeframe) = (kind, optimisation.Name, optimisation.Timeframe.ToString());
        IncludeChosen();
        _values = kind.Complete(ParameterSet.FromJson(best)).Values.ToDictionary();
        _market = all.Contains(optimisation.Market.ToString()) ? optimisation.Market.ToString() : _market;
        if (!all.Contains(optimisation.Market.ToString()))
            _error = $"{optimisation.Market}, on which these parameters were found, is not watched now; another market is chosen below.";
    }

    private void Fill(Bot bot)
    {
        _stored = bot;
        (_name, _market, _timeframe, _capital) = (bot.Name, bot.Market.ToString(), bot.Timeframe.ToString(), bot.Capital);
        (_share, _exposure) = (bot.TradeShare * 100, bot.MaxExposure * 100);
        (_account, _dryRun, _fills) = (bot.Account, bot.IsDryRun, bot.Fills);
        var risk = bot.Risk;
        (_sizing, _lessCorrelated, _fixed, _riskShare, _kelly) = (risk.Sizing, risk.LessWhenCorrelated, risk.FixedSpend > 0 ? risk.FixedSpend : null, risk.RiskPerTrade * 100, risk.KellyCap * 100);
        (_stop, _atrStop, _trail, _profit) = (risk.Stops.StopLoss * 100, (decimal?)risk.Stops.AtrStop, risk.Stops.Trailing * 100, risk.Stops.TakeProfit * 100);
        (_even, _hours) = (risk.Stops.BreakEven * 100, (decimal?)risk.Stops.MaxHours);
        (_maxValue, _dayLoss, _drawdown, _perHour) = (risk.MaxTradeValue, risk.MaxDailyLoss * 100, risk.MaxDrawdown * 100, risk.MaxTradesPerHour);
        (_coolDown, _stopGuard) = (risk.CoolDownMinutes > 0 ? risk.CoolDownMinutes : null, risk.StopGuardLosses);
        if (StrategyCatalogue.TryGet(bot.Strategy, out var kind))
            _kind = kind;
        IncludeChosen();
        _values = _kind.Complete(ParameterSet.FromJson(bot.Parameters)).Values.ToDictionary();
    }

    private void UseDefaults() => _values = _kind.Defaults.Values.ToDictionary();

    private void Choose(ChangeEventArgs chosen)
    {
        _kind = StrategyCatalogue.Get(chosen.Value?.ToString() ?? "");
        UseDefaults();
        TakeProposals();
    }

    // An older version than the newest is in no list, but may be what the bot runs.
    private void IncludeChosen()
    {
        if (_kind.Name.StartsWith(RuleBook.Prefix, StringComparison.Ordinal) && !_rules.Exists(r => r.Name == _kind.Name))
            _rules.Insert(0, _kind);
    }

    // What rules propose is put into the form, where it is seen and can be changed before it counts.
    private void TakeProposals()
    {
        if (StrategyCatalogue.Rules.DocumentOf(_kind.Name) is not { } document)
            return;
        var stops = StopPlan.Of(document.Stops);
        (_stop, _atrStop, _trail, _profit) = (stops.StopLoss * 100, (decimal?)stops.AtrStop, stops.Trailing * 100, stops.TakeProfit * 100);
        (_even, _hours) = (stops.BreakEven * 100, (decimal?)stops.MaxHours);
        _share = document.Share * 100 ?? _share;
    }

    /// <summary>The stored profile with what the form shows put in: what it does not show stays.</summary>
    private RiskProfile Profile() => (_stored?.Risk ?? RiskProfile.Default) with
    {
        TradeShare = _share / 100,
        MaxExposure = _exposure / 100,
        Sizing = _sizing,
        LessWhenCorrelated = _lessCorrelated,
        FixedSpend = _fixed ?? 0,
        RiskPerTrade = (_riskShare ?? 1) / 100,
        KellyCap = (_kelly ?? 25) / 100,
        MaxTradeValue = _maxValue,
        MaxDailyLoss = _dayLoss / 100,
        MaxDrawdown = _drawdown / 100,
        MaxTradesPerHour = (int?)_perHour,
        CoolDownMinutes = (int)(_coolDown ?? 0),
        StopGuardLosses = (int?)_stopGuard,
        Stops = new StopPlan
        {
            StopLoss = _stop / 100,
            AtrStop = (double?)_atrStop,
            Trailing = _trail / 100,
            TakeProfit = _profit / 100,
            BreakEven = _even / 100,
            MaxHours = (double?)_hours,
        },
    };

    private async Task Save()
    {
        if (!MarketId.TryParse(_market, out var market))
        {
            _error = "Choose a market.";
            return;
        }
        var bot = new Bot
        {
            Id = Id ?? 0,
            Name = _name.Trim(),
            Market = market,
            Timeframe = Timeframe.Parse(_timeframe),
            Strategy = _kind.Name,
            Parameters = new ParameterSet(new SortedDictionary<string, decimal>(_values, StringComparer.Ordinal)).ToJson(),
            Capital = _capital,
            TradeShare = _share / 100,
            MaxExposure = _exposure / 100,
            Mode = _account == "paper" ? BotMode.Paper : BotMode.Live,
            Account = _account,
            IsDryRun = _account != "paper" && _dryRun,
            Fills = _account == "paper" || _dryRun ? _fills : null,
            Guards = Profile().ToJson(),
            CreatedAt = _stored?.CreatedAt ?? default,
        };
        _faults = BotDesk.Faults(bot);
        _error = _faults.Count > 0 ? "Some fields need another look." : null;
        if (_error is not null)
            return;
        _saving = true;
        var id = bot.Id;
        _error = await Do(Deed.ManageBots, async () =>
        {
            if (Id is null)
                id = await Desk.Create(bot, Leaving);
            else
                await Desk.Edit(bot, Leaving);
        });
        _saving = false;
        if (_error is null)
            Navigation.NavigateTo(Urls.Bot(id));
    }
}
