using System.Globalization;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Backtesting.AbTests;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.SignIn;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Pages.AbTests;

public sealed partial class AbTestsPage
{
    private const int ListedBacktests = 100;

    private List<(AbTest Test, AbStanding? Standing)> _rows = [];
    private List<Bot> _paper = [];
    private IReadOnlyList<BacktestRecord> _backtests = [];
    private StrategyKind _kind = StrategyCatalogue.All[0];
    private Dictionary<string, decimal> _values = [];
    private IReadOnlyDictionary<string, decimal> _likeValues = new Dictionary<string, decimal>();
    private string _likeStrategy = "";
    private string _makeName = "";
    private string _beginName = "";
    private int _like;
    private int _a;
    private int _b;
    private int _testA;
    private int _testB;
    private bool _working;
    private string? _error;

    /// <summary>When the comparison begins; of a replay that had not begun then, its first candle.</summary>
    internal static string Since(AbStanding standing, ViewerTime viewer) => standing.Test.From > DateTimeOffset.UnixEpoch ? viewer.Minute(standing.Test.From)
        : standing.EquityA is [var first, ..] ? viewer.Minute(first.At) : "its first candle";

    protected override void Follow() => OnEvents(e => e.Topic == EventTopic.Bots);

    protected override async Task Load()
    {
        var rows = new List<(AbTest, AbStanding?)>();
        foreach (var test in await Tests.All(Leaving))
            rows.Add((test, await Desk.Look(test.Id, Leaving)));
        List<Bot> paper = [.. (await Bots.All(Leaving)).Where(b => b.Mode == BotMode.Paper)];
        _backtests = (await Backtests.List(null, BacktestStatus.Done, 0, ListedBacktests, Leaving)).Items;
        // Shown together: the form of a bot needs the values that belong to it.
        (_rows, _paper) = (rows, paper);
        if (_like == 0 && _paper.Count > 0)
        {
            (_like, _a, _b) = (_paper[0].Id, _paper[0].Id, _paper[^1].Id);
            UseLike();
        }
        if (_testA == 0 && _backtests.Count > 1)
            (_testA, _testB) = (_backtests[1].Id, _backtests[0].Id);
    }

    /// <summary>B begins as A is, so that one change makes the test.</summary>
    private void UseLike()
    {
        if (_paper.Find(b => b.Id == _like) is not { } like || !StrategyCatalogue.TryGet(like.Strategy, out var kind))
            return;
        (_kind, _likeStrategy) = (kind, like.Strategy);
        _likeValues = kind.Complete(ParameterSet.FromJson(like.Parameters)).Values.ToDictionary();
        _values = _likeValues.ToDictionary();
    }

    private void ChooseStrategy(ChangeEventArgs chosen)
    {
        _kind = StrategyCatalogue.Get(chosen.Value?.ToString() ?? "");
        _values = _kind.Name == _likeStrategy ? _likeValues.ToDictionary() : _kind.Defaults.Values.ToDictionary();
    }

    /// <summary>What A has, where B's strategy is A's.</summary>
    private string? OfA(Parameter parameter) => _likeStrategy != _kind.Name || !_likeValues.TryGetValue(parameter.Name, out var a) ? null
        : $"(A: {(parameter.Choices.Count > 0 ? parameter.Words(a) : a.ToString("0.####", CultureInfo.InvariantCulture))})";

    private async Task Make()
    {
        if (_paper.Find(b => b.Id == _like) is not { } like)
            return;
        var name = _makeName.Trim();
        var other = like with { Name = $"{name} B", Strategy = _kind.Name, Parameters = new ParameterSet(new SortedDictionary<string, decimal>(_values, StringComparer.Ordinal)).ToJson() };
        if (other.Strategy == like.Strategy && _values.All(v => _likeValues.TryGetValue(v.Key, out var same) && same == v.Value))
        {
            _error = "A and B are the same. Change B's strategy or one of its parameters.";
            return;
        }
        await Enter(() => Desk.Make(name, like with { Name = $"{name} A" }, other, Leaving));
    }

    private Task Begin() => Enter(() => Desk.Begin(_beginName, _a, _b, Leaving));

    private async Task Enter(Func<Task<AbTest>> begin)
    {
        _working = true;
        AbTest? made = null;
        _error = await Do(Deed.ManageBots, async () => made = await begin());
        _working = false;
        if (made is not null)
            Navigation.NavigateTo(Urls.AbTest(made.Id));
    }

    private void CompareBacktests()
    {
        if (_testA == _testB)
            _error = "Choose two different backtests.";
        else
            Navigation.NavigateTo(Urls.AbBacktests(_testA, _testB));
    }

    private async Task Delete(int id)
    {
        _error = await Do(Deed.ManageBots, () => Tests.Delete(id, Leaving));
        await Reload();
    }
}
