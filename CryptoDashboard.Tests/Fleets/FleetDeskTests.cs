using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Fleets;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Universes;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Fleets;

/// <summary>Fleets over a real database: whose bots begin and leave as the prices of their universe say.</summary>
public sealed class FleetDeskTests(Database database)
{
    private static readonly MarketId Btc = MarketId.Parse("binance:BTC/USDT");
    private static readonly MarketId Eth = MarketId.Parse("binance:ETH/USDT");
    private static readonly DateTimeOffset Begin = Builders.Candles.Start.AddHours(3);

    private readonly ShiftedTime _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fleet_that_starts_makes_and_starts_a_bot_for_each_member_with_its_share()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 2, least: 50);

        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);

        Assert.Equal(
            [("Cheap BTC/USDT", BotStatus.Running, 500m), ("Cheap ETH/USDT", BotStatus.Running, 500m)],
            (await Members(desk, id)).Select(b => (b.Name, b.Status, b.Capital)));
    }

    [Fact]
    public async Task A_fleet_has_no_more_bots_at_work_than_places()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 1, least: 50);

        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);

        Assert.Equal("BTC/USDT", Assert.Single(await Members(desk, id)).Market.Symbol.ToString());
    }

    [Fact]
    public async Task Whose_price_falls_out_of_the_universe_enters_no_more_and_whose_comes_back_may_again()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 2, least: 50);
        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);

        await Close(desk, Eth, hour: 3, price: 40);
        await Look(desk, id, Begin.AddHours(1));
        Assert.Equal((BotStatus.Running, true), await StateOf(desk, id, Eth));

        await Close(desk, Eth, hour: 4, price: 90);
        await Look(desk, id, Begin.AddHours(2));
        Assert.Equal((BotStatus.Running, false), await StateOf(desk, id, Eth));
        Assert.Equal(
            [("BTC/USDT", RosterMoveKind.Joins), ("ETH/USDT", RosterMoveKind.Joins), ("ETH/USDT", RosterMoveKind.Leaves), ("ETH/USDT", RosterMoveKind.Stays)],
            (await desk.Get<IFleetStore>().Moves(id, 10, Cancel)).OrderBy(m => m.At).ThenBy(m => m.Symbol, StringComparer.Ordinal).Select(m => (m.Symbol, m.Kind)));
    }

    [Fact]
    public async Task A_member_that_left_and_comes_back_is_the_same_bot()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 2, least: 50);
        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);
        var before = (await Members(desk, id)).Select(b => b.Id).ToList();
        await desk.Get<FleetDesk>().Stop(id, StopChoice.Leave, "ada", Cancel);
        Assert.All(await Members(desk, id), b => Assert.Equal(BotStatus.Stopped, b.Status));

        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);

        Assert.Equal(before, (await Members(desk, id)).Select(b => b.Id));
        Assert.All(await Members(desk, id), b => Assert.Equal((BotStatus.Running, (DateTimeOffset?)null), (b.Status, b.LeavesAt)));
    }

    [Fact]
    public async Task Two_looks_of_one_moment_are_one()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 2, least: 50);
        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Look(desk, id, Begin.AddHours(1))));

        Assert.Equal(2, (await Members(desk, id)).Count);
        Assert.Equal(2, (await desk.Get<IFleetStore>().Moves(id, 10, Cancel)).Count);
    }

    [Fact]
    public async Task A_look_that_a_crash_cut_off_between_note_and_bot_is_made_good()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 2, least: 50);
        var store = desk.Get<IFleetStore>();
        var fleet = (await store.Find(id, Cancel))! with { Status = FleetStatus.Running, StatusChangedAt = Begin };
        await store.Save(fleet, null, Cancel);
        // What is left of the life before: both moves are noted, one bot is made and not started, the other is not made.
        foreach (var symbol in (Symbol[])[Btc.Symbol, Eth.Symbol])
            await store.Note(new FleetMove { FleetId = id, At = Begin, Symbol = symbol.ToString(), Kind = RosterMoveKind.Joins, Reason = "1st" }, Told(), Cancel);
        await desk.MakeBot(fleet.Member(fleet.Universe, Btc.Symbol) with { LeavesAt = Begin, LeavesBecause = "it has not begun yet" });

        await Look(desk, id, Begin.AddMinutes(1));

        Assert.Equal([BotStatus.Running, BotStatus.Running], (await Members(desk, id)).Select(b => b.Status));
        Assert.Equal(2, (await store.Moves(id, 10, Cancel)).Count);
    }

    [Fact]
    public async Task Members_of_a_paused_fleet_enter_no_more()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 2, least: 50);
        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);

        await desk.Get<FleetDesk>().Pause(id, "ada", Cancel);
        await Look(desk, id, Begin.AddHours(1));

        Assert.All(await Members(desk, id), b => Assert.Equal((BotStatus.Running, true), (b.Status, b.LeavesAt is not null)));
    }

    [Fact]
    public async Task A_member_that_a_person_stopped_is_left_alone_until_the_fleet_begins_anew()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 2, least: 50);
        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);
        var eth = (await Members(desk, id)).Single(b => b.Market == Eth);
        await desk.Get<BotDesk>().Stop(eth.Id, Cancel);

        await Look(desk, id, Begin.AddHours(1));
        Assert.Equal((BotStatus.Stopped, false), await StateOf(desk, id, Eth));

        _time.Advance(TimeSpan.FromHours(2));
        await desk.Get<FleetDesk>().Pause(id, "ada", Cancel);
        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);
        Assert.Equal((BotStatus.Running, false), await StateOf(desk, id, Eth));
    }

    [Fact]
    public async Task A_look_at_what_nobody_knows_changes_nothing_and_says_why()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 2, least: 50, universe: Universe(50) with { List = ListKind.MarketCap, Symbols = [] });

        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);

        Assert.Empty(await Members(desk, id));
        Assert.NotNull((await desk.Get<IFleetStore>().Find(id, Cancel))!.Trouble);
    }

    [Fact]
    public async Task A_symbol_whose_bot_would_bear_a_name_that_is_taken_is_told_and_the_others_join()
    {
        await using var desk = await Open();
        await desk.MakeBot(Some.Bot() with { Name = "Cheap ETH/USDT" });
        var id = await Make(desk, places: 2, least: 50);

        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);

        Assert.Equal(Btc, Assert.Single(await Members(desk, id)).Market);
        Assert.Contains("ETH/USDT could not join: Another bot is called Cheap ETH/USDT", (await desk.Get<IFleetStore>().Find(id, Cancel))!.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fleet_at_work_is_not_deleted_and_the_bots_of_one_that_is_stay()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 2, least: 50);
        await desk.Get<FleetDesk>().Start(id, "ada", Cancel);
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Get<FleetDesk>().Delete(id, "ada", Cancel));

        await desk.Get<FleetDesk>().Stop(id, StopChoice.Close, "ada", Cancel);
        await desk.Get<FleetDesk>().Delete(id, "ada", Cancel);

        Assert.Empty(await desk.Get<IFleetStore>().All(Cancel));
        Assert.Equal([null, null], (await desk.Get<IBotStore>().All(Cancel)).Select(b => b.FleetId));
    }

    [Fact]
    public async Task Nobody_joins_while_the_kill_switch_is_on()
    {
        await using var desk = await Open();
        var id = await Make(desk, places: 2, least: 50);
        desk.Get<EmergencyStop>().Press("ada", "to be safe", flatten: false);

        await Assert.ThrowsAsync<ArgumentException>(() => desk.Get<FleetDesk>().Start(id, "ada", Cancel));

        Assert.Empty(await Members(desk, id));
    }

    [Theory]
    [InlineData("03:00", null, true)]
    [InlineData("03:59", null, false)]
    [InlineData("04:00", null, true)]
    [InlineData("03:10", "nothing is known", true)]
    public void A_fleet_is_looked_at_as_often_as_its_universe_and_sooner_after_a_look_in_vain(string now, string? trouble, bool isDue)
    {
        var fleet = Some.Fleet(Universe(50)) with { StatusChangedAt = Begin.AddHours(-2), LookedAt = now == "03:00" ? Begin.AddHours(-1) : Begin, Trouble = trouble };

        Assert.Equal(isDue, FleetDesk.DueAt(fleet, LookEvery.Hour, Builders.Candles.Start + TimeSpan.Parse(now, System.Globalization.CultureInfo.InvariantCulture)) is not null);
    }

    private async Task<Desk> Open()
    {
        _time.Advance(Begin - _time.GetUtcNow());
        var desk = await Desk.Start(await database.Make(), services => services.AddSingleton<TimeProvider>(_time));
        foreach (var market in (MarketId[])[Btc, Eth])
            await desk.Store(market, [.. Enumerable.Range(0, 180).Select(i => At(Builders.Candles.Start.AddMinutes(i), 100))]);
        return desk;
    }

    private static Universe Universe(decimal least) => new()
    {
        Name = "Two",
        Exchange = "binance",
        Quote = "USDT",
        List = ListKind.Fixed,
        Symbols = ["BTC/USDT", "ETH/USDT"],
        Size = 2,
        Every = LookEvery.Hour,
        Filters = new() { MinPrice = least },
    };

    private static async Task<int> Make(Desk desk, int places, decimal least, Universe? universe = null) =>
        await desk.Get<FleetDesk>().Create(Some.Fleet(universe ?? Universe(least)) with { Places = places, Capital = 500m * places }, "ada", Cancel);

    private static async Task<List<Bot>> Members(Desk desk, int id) =>
        [.. (await desk.Get<IBotStore>().All(Cancel)).Where(b => b.FleetId == id).OrderBy(b => b.Name, StringComparer.Ordinal)];

    private static async Task<(BotStatus Status, bool Leaves)> StateOf(Desk desk, int id, MarketId market) =>
        (await Members(desk, id)).Where(b => b.Market == market).Select(b => (b.Status, b.LeavesAt is not null)).Single();

    private static Task Look(Desk desk, int id, DateTimeOffset now) => desk.Get<FleetDesk>().LookAt(id, now, Cancel);

    /// <summary>An hour of minutes that close at a price.</summary>
    private static Task Close(Desk desk, MarketId market, int hour, double price) =>
        desk.Store(market, [.. Enumerable.Range(0, 60).Select(i => At(Builders.Candles.Start.AddHours(hour).AddMinutes(i), price))]);

    private static Candle At(DateTimeOffset open, double price) => new(open.ToUnixTimeMilliseconds(), price, price, price, price, 1);

    private static DomainEvent Told() => new() { At = Begin, Topic = EventTopic.Bots, Kind = "fleet-member-joins", Text = "It joins." };
}
