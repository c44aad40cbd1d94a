using CryptoDashboard.Components.Pages.Bots;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Storage.Stores;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.History;

/// <summary>Its whole state is its address, so that back, reload and a shared link show the same list.</summary>
public sealed partial class HistoryPage
{
    private const int PageSize = 50;

    private IReadOnlyList<Trade> _trades = [];
    private IReadOnlyList<Order> _orders = [];
    private IReadOnlyList<Bot> _bots = [];
    private IReadOnlyList<(string Purse, string Quote, TradeTotals Total)> _totals = [];
    private int _total;
    private IReadOnlyDictionary<string, decimal?> _fees = new Dictionary<string, decimal?>();
    private IReadOnlyList<Fill> _fills = [];
    private string? _shownOrder;

    [SupplyParameterFromQuery]
    public string? View { get; set; }

    [SupplyParameterFromQuery]
    public int? Bot { get; set; }

    [SupplyParameterFromQuery]
    public string? Market { get; set; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    private bool ShowsOrders => View == "orders";

    private string Csv => Navigation.GetUriWithQueryParameters(
        ShowsOrders ? Urls.OrdersCsv : Urls.TradesCsv,
        new Dictionary<string, object?> { ["bot"] = Bot, ["market"] = Market, ["open"] = Filter.Open?.ToString().ToLowerInvariant(), ["state"] = null, ["view"] = null, ["page"] = null, ["from"] = Filter.From?.ToString("O"), ["to"] = Filter.To?.ToString("O") });

    private HistoryFilter Filter => new(
        Bot,
        MarketId.TryParse(Market, out var market) ? market : null,
        Open: State switch { "open" => true, "closed" => false, _ => null },
        From: Day(From),
        To: Day(To)?.AddDays(1));

    protected override void Follow() => OnEvents(e => e.Topic is EventTopic.Orders or EventTopic.Trades or EventTopic.Bots);

    protected override async Task OnParametersSetAsync()
    {
        if (!IsLoading)
            await Reload();
    }

    protected override async Task Load()
    {
        _bots = await Bots.All(Leaving);
        var skip = (Math.Max(PageNumber ?? 1, 1) - 1) * PageSize;
        if (ShowsOrders)
        {
            (_orders, _total) = await Orders.List(Filter, skip, PageSize, Leaving);
            _fees = await Orders.Fees([.. _orders.Where(o => !o.Filled.IsZero).Select(o => o.Id)], Leaving);
            if (_shownOrder is { } shown)
                _fills = await Orders.FillsOf(shown, Leaving);
        }
        else
            (_trades, _total) = await Trades.List(Filter, skip, PageSize, Leaving);
        _totals = Together(await Trades.TotalsByBot(Filter, Leaving));
    }

    /// <summary>Sums within one kind of money and one currency, real money first: across them they would say nothing.</summary>
    private List<(string Purse, string Quote, TradeTotals Total)> Together(IReadOnlyList<(int BotId, MarketId Market, TradeTotals Total)> byBot)
    {
        var purses = _bots.ToDictionary(b => b.Id, Purses.Of);
        return [.. byBot.GroupBy(t => (Purse: t.Market.Kind == MarketKind.Replay ? Purse.Replay : purses.GetValueOrDefault(t.BotId, Purse.Paper), Quote: t.Market.Symbol.Quote.Code))
            .OrderBy(g => g.Key.Purse).ThenByDescending(g => g.Sum(t => t.Total.Count))
            .Select(g => (g.Key.Purse switch { Purse.Real => "Real money", Purse.Paper => "Paper", _ => "Replays" }, g.Key.Quote, new TradeTotals(g.Sum(t => t.Total.Count), g.Sum(t => t.Total.Wins), g.Sum(t => t.Total.Profit), g.Sum(t => t.Total.Fees))))];
    }

    private async Task ShowFills(Order order)
    {
        _shownOrder = _shownOrder == order.Id ? null : order.Id;
        _fills = _shownOrder is { } shown ? await Orders.FillsOf(shown, Leaving) : [];
    }

    /// <summary>Fees of small orders are small: what rounds to nothing is shown with more digits.</summary>
    private static string Fee(decimal value) => value is > 0 and < 0.01m ? value.ToString("0.####") : Figures.Money(value);

    private DateTimeOffset? Day(string? text) => DateOnly.TryParse(text, out var day)
        ? Viewer.StartOfDay(new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero)).ToUniversalTime()
        : null;

    private string NameOf(int botId) => _bots.FirstOrDefault(b => b.Id == botId)?.Name ?? $"Bot {botId}";

    private void Go(string? view = null, string? bot = null, string? market = null, string? state = null, string? from = null, string? to = null, int? page = null)
    {
        var changes = new Dictionary<string, object?>();
        if (view is not null)
            changes["view"] = view;
        if (bot is not null)
            changes["bot"] = bot.Length == 0 ? null : bot;
        if (market is not null)
            changes["market"] = market.Length == 0 ? null : market;
        if (state is not null)
            changes["state"] = state.Length == 0 ? null : state;
        if (from is not null)
            changes["from"] = from.Length == 0 ? null : from;
        if (to is not null)
            changes["to"] = to.Length == 0 ? null : to;
        if (page is not null)
            changes["page"] = page > 1 ? page : null;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(changes));
    }
}
