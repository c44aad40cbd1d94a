using System.Globalization;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.Markets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace CryptoDashboard.Components.Pages.Coins;

/// <summary>All coins in one table: the filter is in the address, rows are read as they come into sight, prices are live where an exchange gives them.</summary>
public sealed partial class CoinsPage
{
    private const int PageSize = 200;

    private readonly List<Coin> _loaded = [];
    private readonly Dictionary<string, Ticker> _live = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Virtualize<Coin>? _rows;
    private Movers? _movers;
    private string? _next;
    private CoinQuery? _query;
    private string? _fault;
    private bool _isSyncing;
    private int _total;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "cap")]
    public string? MinCap { get; set; }

    [SupplyParameterFromQuery(Name = "volume")]
    public string? MinVolume { get; set; }

    [SupplyParameterFromQuery(Name = "change")]
    public string? MinChange { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [Inject]
    private ListingSync Listing { get; set; } = null!;

    [Inject]
    private IListingStore Store { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private CoinQuery Query => new()
    {
        Search = Search ?? "",
        MinMarketCap = (decimal?)Number(MinCap),
        MinVolume = (decimal?)Number(MinVolume),
        MinChange = MinChange is { Length: > 0 } && !MinChange.StartsWith('-') ? Number(MinChange) : null,
        MaxChange = MinChange?.StartsWith('-') == true ? Number(MinChange) : null,
        Sort = Enum.TryParse<CoinSort>(Sort?.TrimStart('-'), ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : CoinSort.Rank,
        Descending = Sort?.StartsWith('-') == true,
    };

    private string Summary => Listing.State is { SyncedAt: { } at } state
        ? $"{state.Source}, {Figures.Ago(Time.GetUtcNow() - at)} ago{(state.CheckedBy is null ? "" : $", checked against {state.CheckedBy}: {state.Disputes} disputed")}"
        : "by market cap";

    protected override void Follow()
    {
        Listing.Synced += OnSynced;
        OnMarkets(id => id.Symbol.Quote.Code is "USDT" or "USD" or "USDC" && id.Kind is MarketKind.Any or MarketKind.Exchange, Apply);
        OnSeconds();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_query is not null && _query != Query)
            await Reload();
    }

    protected override async Task Load()
    {
        await _turn.WaitAsync(Leaving);
        try
        {
            (_query, _next) = (Query, null);
            _loaded.Clear();
            _total = await Store.Count(_query, Leaving);
            _movers = await Store.Movers(5, Leaving);
        }
        finally
        {
            _turn.Release();
        }
        if (_rows is not null)
            await _rows.RefreshDataAsync();
    }

    protected override ValueTask OnLeave()
    {
        Listing.Synced -= OnSynced;
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && Math.Abs(number) < 1e20 ? number : null;

    private static string Tone(double? change) => change is { } known ? Figures.Tone((decimal)Math.Clamp(known, -1e6, 1e6) * 100) : "muted";

    private static string Change(double? change) => change is { } known ? Figures.Percent((decimal)Math.Clamp(known, -1e6, 1e6)) : Figures.None;

    private static string Supply(Coin coin) =>
        $"circulating {coin.Circulating:#,0}{(coin.TotalSupply is { } total ? $", total {total:#,0}" : "")}{(coin.MaxSupply is { } max ? $", at most {max:#,0}" : "")}";

    private async ValueTask<ItemsProviderResult<Coin>> Provide(ItemsProviderRequest request)
    {
        await _turn.WaitAsync(Leaving);
        try
        {
            while (_loaded.Count < request.StartIndex + request.Count && (_loaded.Count == 0 || _next is not null))
            {
                var page = await Store.Page(_query ?? Query, _next, PageSize, Leaving);
                _loaded.AddRange(page.Coins);
                _next = page.Next;
                if (page.Coins.Count == 0)
                    break;
            }
            return new ItemsProviderResult<Coin>(_loaded.Skip(request.StartIndex).Take(request.Count), Math.Max(_loaded.Count, _next is null ? 0 : _total));
        }
        finally
        {
            _turn.Release();
        }
    }

    private Task Apply(IReadOnlyList<Market> changed)
    {
        foreach (var market in changed)
        {
            // The best source goes before a single exchange.
            if (market.Ticker is { } ticker && (market.Id.Kind == MarketKind.Any || !_live.TryGetValue(market.Id.Symbol.Base.Code, out var known) || known.Market.Kind != MarketKind.Any))
                _live[market.Id.Symbol.Base.Code] = ticker;
        }
        return Task.CompletedTask;
    }

    /// <summary>An exchange's fresh price of the same symbol, unless it is so far off that it must be another coin of that name.</summary>
    private Ticker? Live(Coin coin) =>
        _live.TryGetValue(coin.Symbol, out var ticker) && Time.GetUtcNow() - ticker.ReceivedAt < TimeSpan.FromMinutes(1) && Math.Abs((ticker.Last.Value / coin.Price) - 1) < 0.5m ? ticker : null;

    private decimal PriceOf(Coin coin) => Live(coin)?.Last.Value ?? coin.Price;

    private RenderFragment Head(CoinSort sort, string text) => builder =>
    {
        var isChosen = Query.Sort == sort;
        builder.OpenElement(0, "button");
        builder.AddAttribute(1, "type", "button");
        builder.AddAttribute(2, "class", isChosen ? "sort chosen" : "sort");
        builder.AddAttribute(3, "aria-label", $"Sort by {text}");
        builder.AddAttribute(4, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => Order(sort)));
        builder.AddContent(5, isChosen ? $"{text} {(Query.Descending ? "↓" : "↑")}" : text);
        builder.CloseElement();
    };

    private void Order(CoinSort sort)
    {
        // Figures are wanted largest first, names and ranks smallest first.
        var isDescending = Query.Sort == sort ? !Query.Descending : sort is not (CoinSort.Rank or CoinSort.Symbol);
        Go("sort", $"{(isDescending ? "-" : "")}{sort.ToString().ToLowerInvariant()}");
    }

    private void Filter(string? search = null, string? cap = null, string? volume = null, string? change = null)
    {
        if (search is not null)
            Go("q", search);
        if (cap is not null)
            Go("cap", cap);
        if (volume is not null)
            Go("volume", volume);
        if (change is not null)
            Go("change", change);
    }

    private void Go(string name, string value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value.Length == 0 ? null : value), replace: true);

    private void OnSynced() => _ = InvokeAsync(Reload);

    private async Task Sync()
    {
        _isSyncing = true;
        _fault = await Do(Deed.RefreshMarketData, () => Listing.Run(200, Leaving));
        _isSyncing = false;
    }
}
