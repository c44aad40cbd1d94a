using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Outside;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CryptoDashboard.Components.Pages.Exchanges;

public sealed partial class ExchangesPage
{
    private IReadOnlyList<FeedHealth> _health = [];
    private IReadOnlyList<BridgeExchange> _catalogue = [];
    private IReadOnlyList<DomainEvent> _news = [];
    private IReadOnlyList<BridgeBudget> _budgets = [];
    private bool _isAsked;
    private string _search = "";
    private string _newSymbols = "";
    private string? _error;

    [Inject]
    private AuthenticationStateProvider Who { get; set; } = null!;

    private IEnumerable<BridgeExchange> Found => _catalogue
        .Where(e => !Desk.Choice.Exchanges.Contains(e.Id, StringComparer.Ordinal) && (Contains(e.Id) || Contains(e.Name)))
        .OrderByDescending(e => e.HasSockets).ThenBy(e => e.Name, StringComparer.OrdinalIgnoreCase);

    protected override void Follow()
    {
        OnEvents(e => e.Topic is EventTopic.Feeds or EventTopic.Candles);
        OnSeconds(Tick);
    }

    protected override async Task Load()
    {
        _health = Desk.Health();
        _news = [.. (await Log.Latest(null, 200, Leaving)).Where(e => e.Topic is EventTopic.Feeds || e.Kind == "candles-missing").Take(12)];
        await ReadBudgets();
        await ReadCatalogue();
    }

    private static string Tone(FeedPhase phase) => phase switch
    {
        FeedPhase.Live => "ok",
        FeedPhase.Connecting or FeedPhase.Stalled => "late",
        FeedPhase.Idle => "",
        _ => "bad",
    };

    private static string Word(string kind) => kind switch
    {
        "feed-live" => "LIVE",
        "feed-switched" => "SWITCHED",
        "feeds-chosen" => "CHOSEN",
        "feed-stalled" => "SILENT",
        "source-believed" => "BELIEVED",
        "source-quarantined" => "NOT BELIEVED",
        "candles-missing" => "MISSING",
        "markets-changed" => "CHANGED",
        _ => "DOWN",
    };

    private bool Contains(string text) => text.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase);

    private async Task Tick()
    {
        _health = Desk.Health();
        await ReadBudgets();
        await ReadCatalogue();
    }

    private async Task ReadBudgets()
    {
        try
        {
            _budgets = Desk.Bridge.Phase != BridgePhase.Running ? []
                : [.. (await Desk.Budgets(Leaving)).OrderBy(b => b.Weights.Count == 0).ThenBy(b => b.Exchange, StringComparer.Ordinal).ThenBy(b => b.TestNet)];
        }
        catch (OutsideFault)
        {
            _budgets = [];
        }
    }

    /// <summary>How long a limit counts, in a word.</summary>
    private static string Span(long ms) => ms switch
    {
        60_000 => "a minute",
        86_400_000 => "a day",
        3_600_000 => "an hour",
        _ => $"{ms / 1000:0} s",
    };

    private async Task ReadCatalogue()
    {
        if (_catalogue.Count > 0 || Desk.Bridge.Phase != BridgePhase.Running)
            return;
        _isAsked = true;
        try
        {
            _catalogue = await Desk.Catalogue(Leaving);
        }
        catch (OutsideFault)
        {
            // The head of the page tells how the bridge is; asked again with the next tick.
            _catalogue = [];
        }
    }

    private Task Add(string exchange) => Choose(c => c with { Exchanges = [.. c.Exchanges, exchange] });

    private Task Remove(string exchange) => Choose(c => c with { Exchanges = [.. c.Exchanges.Where(e => e != exchange)] });

    private Task Prefer(string exchange) => Choose(choice =>
    {
        var order = choice.Exchanges.ToList();
        var place = order.IndexOf(exchange);
        if (place > 0)
            (order[place - 1], order[place]) = (order[place], order[place - 1]);
        return choice with { Exchanges = order };
    });

    private Task Drop(Symbol symbol) => Choose(c => c with { Symbols = [.. c.Symbols.Where(s => s != symbol)] });

    private async Task AddSymbols()
    {
        var words = _newSymbols.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var word in words)
        {
            if (Symbol.TryParse(word, out _))
                continue;
            _error = $"'{word}' is not a symbol: write BASE/QUOTE, such as AVAX/USDT.";
            return;
        }
        var symbols = words.Select(Symbol.Parse).ToList();
        if (Desk.Choice.Exchanges.Select(Desk.Listed).Where(l => l is not null).ToList() is { Count: > 0 } listed && symbols.Find(s => !listed.Exists(l => l!.ContainsKey(s))) is { Quote: var quote, Base: var asset } && quote != default)
        {
            _error = $"None of the chosen exchanges trades {asset}/{quote}. Add one that does, or check the spelling.";
            return;
        }
        await Choose(c => c with { Symbols = [.. c.Symbols.Concat(symbols).Distinct()] });
        if (_error is null)
            _newSymbols = "";
    }

    private async Task Choose(Func<FeedChoice, FeedChoice> change)
    {
        var name = (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "Somebody";
        _error = await Do(Deed.ManageFeeds, () => Desk.Choose(change(Desk.Choice), name, Leaving));
        _health = Desk.Health();
    }
}
