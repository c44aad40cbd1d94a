using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Universes;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Universes;

public sealed partial class UniversePage
{
    private static readonly char[] Between = [',', ';', ' ', '\n', '\r', '\t'];

    private Universe? _draft;
    private UniverseLook? _look;
    private string _name = "";
    private string _exchange = "";
    private string _quote = "USDT";
    private ListKind _list = ListKind.Volume;
    private string _symbols = "";
    private int _among = 50;
    private int _days = 30;
    private bool _worstFirst;
    private int _size = 20;
    private LookEvery _every = LookEvery.Day;
    private decimal? _age;
    private decimal? _spread;
    private decimal? _minPrice;
    private decimal? _maxPrice;
    private decimal? _minVolatility;
    private decimal? _maxVolatility;
    private int _volatilityDays = 30;
    private bool _listedOnly = true;
    private string _never = "";
    private string? _error;
    private string? _fault;
    private int _search;
    private bool _isKnown;
    private bool _working;

    [Parameter]
    public int? Id { get; set; }

    private IEnumerable<string> Offered => Exchanges.Choice.Exchanges.Append(MarketId.SimulatedExchange).Append(_exchange).Where(e => e.Length > 0).Distinct();

    private string ListHelp => _list switch
    {
        ListKind.Volume => "The 24 hours that the exchange tells, recorded once a day while the desk runs.",
        ListKind.MarketCap => "The 200 largest coins are recorded once a day while the desk runs; those that the exchange trades count.",
        ListKind.StoredVolume or ListKind.Performance => "Only of symbols whose candles are stored here, as far back as they are.",
        _ => "Filters still leave some of them out.",
    };

    protected override async Task Load()
    {
        if (_exchange.Length > 0)
            return;
        _exchange = Exchanges.Choice.Exchanges is [var first, ..] ? first : MarketId.SimulatedExchange;
        if (Id is { } id && await Store.Find(id, Leaving) is { } saved)
        {
            _isKnown = true;
            Fill(saved.Universe);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_search == 0 && !IsLoading)
            await Changed();
    }

    private void Fill(Universe universe)
    {
        (_name, _exchange, _quote, _list, _symbols) = (universe.Name, universe.Exchange, universe.Quote, universe.List, string.Join(", ", universe.Symbols));
        (_among, _days, _worstFirst, _size, _every) = (universe.Among, universe.Days, universe.WorstFirst, universe.Size, universe.Every);
        var filters = universe.Filters;
        (_age, _spread, _minPrice, _maxPrice) = (filters.MinAgeDays, filters.MaxSpread * 10_000, filters.MinPrice, filters.MaxPrice);
        (_minVolatility, _maxVolatility, _volatilityDays) = ((decimal?)filters.MinVolatility * 100, (decimal?)filters.MaxVolatility * 100, filters.VolatilityDays);
        (_listedOnly, _never) = (filters.ListedOnly, string.Join(", ", filters.Never));
    }

    private Universe Read() => new()
    {
        Name = _name.Trim(),
        Exchange = _exchange,
        Quote = _quote.Trim().ToUpperInvariant(),
        List = _list,
        Symbols = _list == ListKind.Fixed ? Split(_symbols) : [],
        Among = _among,
        Days = _days,
        WorstFirst = _worstFirst,
        Size = _size,
        Every = _every,
        Filters = new UniverseFilters
        {
            MinAgeDays = (int?)_age,
            MaxSpread = _spread / 10_000,
            MinPrice = _minPrice,
            MaxPrice = _maxPrice,
            MinVolatility = (double?)_minVolatility / 100,
            MaxVolatility = (double?)_maxVolatility / 100,
            VolatilityDays = _volatilityDays,
            // Nobody records what a simulated exchange lists.
            ListedOnly = _listedOnly && _exchange != MarketId.SimulatedExchange,
            Never = Split(_never),
        },
    };

    private static List<string> Split(string text) => [.. text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(s => s.ToUpperInvariant()).Distinct()];

    private Task Choose(out bool field, ChangeEventArgs chosen)
    {
        field = chosen.Value is "true";
        return Changed();
    }

    /// <summary>Shows who would belong now. A newer question takes the place of an older one.</summary>
    private async Task Changed()
    {
        var search = ++_search;
        var draft = Read();
        var named = draft.Name.Length > 0 ? draft : draft with { Name = "New universe" };
        _draft = named;
        (UniverseLook? look, string? fault) = (null, null);
        try
        {
            look = await Desk.Preview(named, Leaving);
        }
        catch (ArgumentException exception)
        {
            fault = exception.Message.Replace(" (Parameter 'universe')", "", StringComparison.Ordinal);
        }
        if (search != _search)
            return;
        (_look, _fault) = (look, fault);
        StateHasChanged();
    }

    private async Task Save()
    {
        _working = true;
        var id = 0;
        _error = await Do(Deed.ManageUniverses, async () =>
        {
            var name = (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "";
            id = await Desk.Save(Id, Read(), name, Leaving);
        });
        _working = false;
        if (_error is null && Id is null)
            Navigation.NavigateTo(Urls.Universe(id));
    }
}
