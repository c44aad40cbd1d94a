using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Fleets;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Core.Universes;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.Fleets;

public sealed partial class NewFleetPage
{
    // Neither a person's orders nor signals from outside are one strategy for many markets.
    private static readonly IReadOnlyList<StrategyKind> Kinds = [.. StrategyCatalogue.All.Where(k => k.Schema.Count > 0)];

    private readonly RiskForm _risk = new() { Share = 100 };
    private IReadOnlyList<SavedUniverse> _universes = [];
    private IReadOnlyList<StrategyKind> _rules = [];
    private IReadOnlyList<(string Field, string Fault)> _faults = [];
    private Dictionary<string, decimal> _values = [];
    private StrategyKind _kind = Kinds[0];
    private int _universe;
    private string _name = "";
    private string _timeframe = Timeframe.H1.ToString();
    private decimal _capital = 10_000;
    private int _places = 5;
    private string? _error;
    private bool _saving;

    /// <summary>The universe to begin with.</summary>
    [SupplyParameterFromQuery(Name = "universe")]
    public int? FirstUniverse { get; set; }

    private Universe Chosen => (_universes.FirstOrDefault(u => u.Id == _universe) ?? _universes[0]).Universe;

    private ParameterSet Parameters => new(new SortedDictionary<string, decimal>(_values, StringComparer.Ordinal));

    protected override async Task Load()
    {
        _universes = await Universes.All(Leaving);
        _rules = await StrategyOptions.Of(Rules, Leaving);
        if (_values.Count > 0 || _universes.Count == 0)
            return;
        _values = _kind.Defaults.Values.ToDictionary();
        _universe = _universes.Any(u => u.Id == FirstUniverse) ? FirstUniverse!.Value : _universes[0].Id;
    }

    private void Choose(ChangeEventArgs chosen)
    {
        _kind = StrategyCatalogue.Get(chosen.Value?.ToString() ?? "");
        _values = _kind.Defaults.Values.ToDictionary();
        _risk.Take(StrategyCatalogue.Rules.DocumentOf(_kind.Name));
    }

    private async Task Save()
    {
        var (universe, risk) = (Chosen, _risk.Profile());
        var name = _name.Trim().Length > 0 ? _name.Trim() : universe.Name;
        var fleet = new Fleet
        {
            Name = name.Length > Fleet.MostName ? name[..Fleet.MostName].TrimEnd() : name,
            Document = universe.ToJson(),
            Timeframe = Timeframe.Parse(_timeframe),
            Strategy = _kind.Name,
            Parameters = Parameters.ToJson(),
            Capital = _capital,
            Places = _places,
            TradeShare = risk.TradeShare,
            MaxExposure = risk.MaxExposure,
            Guards = risk.ToJson(),
            CreatedAt = default,
        };
        _faults = FleetDesk.Faults(fleet);
        _error = _faults.Count > 0 ? "Some fields need another look." : null;
        if (_error is not null)
            return;
        _saving = true;
        var by = (await Who.GetAuthenticationStateAsync()).User.Identity?.Name ?? "";
        var id = 0;
        _error = await Do(Deed.ManageBots, async () => id = await Desk.Create(fleet, by, Leaving));
        _saving = false;
        if (_error is null)
            Navigation.NavigateTo(Urls.Fleet(id));
    }
}
