using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Bots;

public sealed partial class BotFormPage
{
    private Dictionary<string, List<(MarketId Market, string Label)>> _markets = [];
    private Dictionary<string, decimal> _values = [];
    private IReadOnlyList<(string Field, string Fault)> _faults = [];
    private IReadOnlyList<StrategyKind> _rules = [];
    private StrategyKind _kind = StrategyCatalogue.All[0];
    private Bot? _stored;
    private string _name = "";
    private string _market = "";
    private string _timeframe = Timeframe.M1.ToString();
    private decimal _capital = 10_000;
    private readonly RiskForm _risk = new();
    private string _account = "paper";
    private bool _dryRun;
    private FillLevel? _fills;
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

    private ParameterSet Parameters => new(new SortedDictionary<string, decimal>(_values, StringComparer.Ordinal));

    protected override async Task Load()
    {
        _markets = (await Markets()).GroupBy(m => m.Kind).ToDictionary(g => g.Key, g => g.Select(m => (m.Market, m.Label)).ToList());
        _rules = await StrategyOptions.Of(Rules, Leaving);
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
        _risk.Take(StrategyCatalogue.Rules.DocumentOf(_kind.Name));
        var all = _markets.Values.SelectMany(m => m).Select(m => m.Market.ToString()).ToList();
        _market = FirstMarket is not null && all.Contains(FirstMarket) ? FirstMarket : all.FirstOrDefault() ?? "";
        if (FirstOptimisation is not { } id || await Optimisations.Find(id, Leaving) is not { BestParameters: { } best } optimisation || !StrategyCatalogue.TryGet(optimisation.Strategy, out var kind))
            return;
        (_kind, _name, _timeframe) = (kind, optimisation.Name, optimisation.Timeframe.ToString());
        // The guards that were searched for are no parameters of the strategy: they stand among the guards.
        var (parameters, risk) = optimisation.ReadPlan().Split(ParameterSet.FromJson(best));
        _values = kind.Complete(parameters).Values.ToDictionary();
        _risk.Take(risk);
        _market = all.Contains(optimisation.Market.ToString()) ? optimisation.Market.ToString() : _market;
        if (!all.Contains(optimisation.Market.ToString()))
            _error = $"{optimisation.Market}, on which these parameters were found, is not watched now; another market is chosen below.";
    }

    private void Fill(Bot bot)
    {
        _stored = bot;
        (_name, _market, _timeframe, _capital) = (bot.Name, bot.Market.ToString(), bot.Timeframe.ToString(), bot.Capital);
        (_account, _dryRun, _fills) = (bot.Account, bot.IsDryRun, bot.Fills);
        _risk.Take(bot.Risk);
        if (StrategyCatalogue.TryGet(bot.Strategy, out var kind))
            _kind = kind;
        _values = _kind.Complete(ParameterSet.FromJson(bot.Parameters)).Values.ToDictionary();
    }

    private void UseDefaults() => _values = _kind.Defaults.Values.ToDictionary();

    private void Choose(ChangeEventArgs chosen)
    {
        _kind = StrategyCatalogue.Get(chosen.Value?.ToString() ?? "");
        UseDefaults();
        _risk.Take(StrategyCatalogue.Rules.DocumentOf(_kind.Name));
    }

    private async Task Save()
    {
        if (!MarketId.TryParse(_market, out var market))
        {
            _error = "Choose a market.";
            return;
        }
        var risk = _risk.Profile();
        var bot = new Bot
        {
            Id = Id ?? 0,
            Name = _name.Trim(),
            Market = market,
            Timeframe = Timeframe.Parse(_timeframe),
            Strategy = _kind.Name,
            Parameters = Parameters.ToJson(),
            Capital = _capital,
            TradeShare = risk.TradeShare,
            MaxExposure = risk.MaxExposure,
            Mode = _account == "paper" ? BotMode.Paper : BotMode.Live,
            Account = _account,
            IsDryRun = _account != "paper" && _dryRun,
            Fills = _account == "paper" || _dryRun ? _fills : null,
            Guards = risk.ToJson(),
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
