using System.Net;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Hooks;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Hooks;

/// <summary>Signals from outside, over HTTP, down to the order.</summary>
public sealed class HookTests(Database database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_genuine_message_becomes_one_order_sized_by_the_risk_profile()
    {
        await using var door = await HookDoor.Open(database);

        var said = await door.Send(door.Message(more: ",\"price\":100,\"symbol\":\"BINANCE:BTCUSDT\""));

        Assert.Equal((HttpStatusCode.OK, "ordered"), (said.Status, said.Fate));
        var order = Assert.Single(await door.Orders());
        Assert.Equal((Side.Buy, 5_000m), (order.Side, order.Spend));
        var signal = Assert.Single(await door.Signals());
        Assert.Equal((SignalFate.Ordered, order.Id), (signal.Fate, signal.OrderId));
        Assert.Contains(await door.Events(), e => e.Kind == "signal-from-outside" && e.BotId == door.BotId);
    }

    [Fact]
    public async Task A_signed_call_needs_no_secret_in_its_body()
    {
        await using var door = await HookDoor.Open(database);

        Assert.Equal("ordered", (await door.SendSigned("""{"action":"buy"}""")).Fate);
        Assert.Single(await door.Orders());
    }

    [Fact]
    public async Task A_forgery_orders_nothing_and_is_told_without_what_it_said()
    {
        await using var door = await HookDoor.Open(database);
        const string Body = """{"action":"buy","id":"mine"}""";

        var said = new[]
        {
            await door.Send(door.Message(secret: "guessed-secret")),
            await door.Send(door.Message(secret: door.Secret[..^1])),
            await door.SendSigned(Body, secret: "guessed-secret"),
            await door.SendSigned(Body, signedBody: """{"action":"sell","id":"mine"}"""),
        };

        Assert.All(said, s => Assert.Equal((HttpStatusCode.Unauthorized, "forged"), (s.Status, s.Type)));
        var bare = await door.Send(Body);
        Assert.Equal((HttpStatusCode.Unauthorized, "unsigned"), (bare.Status, bare.Type));
        Assert.Empty(await door.Orders());
        Assert.Empty(await door.Signals());
        var told = (await door.Events()).Where(e => e.Kind == HookDesk.TurnedDown).ToList();
        Assert.Equal(5, told.Count);
        Assert.All(told, e => Assert.Equal(door.BotId, e.BotId));
        Assert.All(await door.Events(), e => Assert.False(e.Text.Contains("guessed-secret", StringComparison.Ordinal) || e.Text.Contains(door.Secret, StringComparison.Ordinal) || e.Text.Contains("mine", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_repetition_is_refused_after_a_restart_too()
    {
        await using var door = await HookDoor.Open(database);
        var (named, nameless) = (door.Message(), door.Message("sell", id: null));
        await door.Send(named);
        await door.Send(nameless);

        var before = await door.Send(named);
        await door.Restart();
        var (after, other) = (await door.Send(named), await door.Send(nameless));

        Assert.All([before, after, other], s => Assert.Equal((HttpStatusCode.Conflict, "replay"), (s.Status, s.Type)));
        Assert.Equal(2, (await door.Signals()).Count);
        Assert.Single(await door.Orders(), o => o.Side == Side.Buy);
    }

    [Fact]
    public async Task Of_one_message_sent_many_times_at_once_there_is_exactly_one_order()
    {
        await using var door = await HookDoor.Open(database);
        var message = door.Message();

        var said = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => door.Send(message)));

        Assert.Single(said, s => s.Fate == "ordered");
        Assert.Equal(19, said.Count(s => s.Type == "replay"));
        Assert.Single(await door.Orders());
    }

    [Fact]
    public async Task Two_different_buys_at_once_make_one_order_and_one_refusal()
    {
        await using var door = await HookDoor.Open(database);

        var said = await Task.WhenAll(door.Send(door.Message(id: "a")), door.Send(door.Message(id: "b")));

        Assert.All(said, s => Assert.Equal(HttpStatusCode.OK, s.Status));
        Assert.Single(said, s => s.Fate == "ordered");
        Assert.Single(await door.Orders());
        Assert.Equal(2, (await door.Signals()).Count);
    }

    [Fact]
    public async Task A_message_of_another_moment_is_refused_whichever_clock_is_wrong()
    {
        await using var door = await HookDoor.Open(database);
        var now = door.Time.GetUtcNow();

        var said = new[]
        {
            await door.Send(door.Message(at: now.AddMinutes(-6))),
            await door.Send(door.Message(at: now.AddMinutes(6))),
            await door.SendSigned("""{"action":"buy"}""", at: now.AddMinutes(-6)),
            await door.SendSigned($$"""{"action":"buy","time":"{{now.AddMinutes(-6):O}}"}"""),
        };

        Assert.All(said, s => Assert.Equal((HttpStatusCode.UnprocessableEntity, "stale"), (s.Status, s.Type)));
        Assert.Equal("ordered", (await door.Send(door.Message(at: now.AddMinutes(-4)))).Fate);
        Assert.Single(await door.Orders());
    }

    [Fact]
    public async Task What_is_too_large_malformed_untimed_or_for_another_symbol_orders_nothing()
    {
        await using var door = await HookDoor.Open(database, ("Hooks:MaxBytes", "1000"));

        var said = new[]
        {
            await door.Send(door.Message(more: $",\"note\":\"{new string('x', 1_000)}\"")),
            await door.Send("buy"),
            await door.Send(door.Message("hodl")),
            await door.Send($$"""{"secret":"{{door.Secret}}","action":"buy"}"""),
            await door.Send(door.Message(more: ",\"symbol\":\"ETHUSDT\"")),
            await door.SendTo("nobodys-address", door.Message()),
        };

        Assert.Equal(["too-large", "malformed", "malformed", "malformed", "wrong-symbol", "unknown-bot"], said.Select(s => s.Type));
        Assert.Equal([413, 400, 400, 400, 422, 404], said.Select(s => (int)s.Status));
        Assert.Equal(6, (await door.Events()).Count(e => e.Kind == HookDesk.TurnedDown));
        Assert.Empty(await door.Orders());
    }

    [Fact]
    public async Task A_message_for_a_stopped_bot_is_refused_and_not_taken_once_it_runs_either()
    {
        await using var door = await HookDoor.Open(database);
        var message = door.Message();
        await door.Get<BotDesk>().Stop(door.BotId, Cancel);

        var stopped = await door.Send(message);
        await door.Get<BotDesk>().Start(door.BotId, Cancel);
        var again = await door.Send(message);

        Assert.Equal((HttpStatusCode.Conflict, "bot-stopped"), (stopped.Status, stopped.Type));
        Assert.Equal("replay", again.Type);
        Assert.Empty(await door.Orders());
        Assert.Equal(OutsideSignal.BotStopped, Assert.Single(await door.Signals()).RefusalCode);
    }

    [Fact]
    public async Task The_kill_switch_and_the_price_guard_hold()
    {
        await using var door = await HookDoor.Open(database);

        var far = await door.Send(door.Message(id: "far", more: ",\"price\":\"120\""));
        door.Get<TradingBlocks>().Set("test", "Nothing is opened now.");
        var blocked = await door.Send(door.Message(id: "blocked"));

        Assert.Equal(("refused", "price-gap"), (far.Fate, far.Code));
        Assert.Equal(("refused", "blocked"), (blocked.Fate, blocked.Code));
        Assert.Empty(await door.Orders());
    }

    [Fact]
    public async Task A_close_sells_all_and_without_a_position_there_is_nothing_to_do()
    {
        await using var door = await HookDoor.Open(database);

        var flat = await door.Send(door.Message("close", id: "early"));
        await door.Send(door.Message(id: "in"));
        door.Price(101);
        await HookDoor.Until(async () => (await door.Orders()).Exists(o => o.Status == OrderStatus.Filled), "The entry's fill");
        var closed = await door.Send(door.Message("close", id: "out"));
        door.Price(102);
        await HookDoor.Until(async () => (await door.Orders()).TrueForAll(o => o.Status == OrderStatus.Filled), "The exit's fill");

        Assert.Equal(("nothing-to-do", "ordered"), (flat.Fate, closed.Fate));
        Assert.True(Builders.Some.Rules.FloorQuantity(door.Get<BotEngine>().StateOf(door.BotId)!.Value.Holding.Position.Quantity.Value).IsZero);
    }

    [Fact]
    public async Task A_new_secret_makes_the_old_one_worthless_and_neither_is_stored()
    {
        await using var door = await HookDoor.Open(database);
        var (old, address) = (door.Secret, door.Hook.PublicId);
        await door.NewSecret();

        Assert.Equal(address, door.Hook.PublicId);
        Assert.Equal("forged", (await door.Send(door.Message(secret: old))).Type);
        Assert.Equal("ordered", (await door.Send(door.Message())).Fate);
        Assert.DoesNotContain(await door.Hooks(), h => h.ToString().Contains(door.Secret, StringComparison.Ordinal));
        Assert.Equal(43, door.Secret.Length);
    }

    [Fact]
    public async Task One_network_address_may_call_so_often_in_a_minute()
    {
        await using var door = await HookDoor.Open(database, ("Hooks:CallsPerMinute", "3"));
        for (var i = 0; i < 3; i++)
            Assert.Equal("unsigned", (await door.Send("""{"action":"buy"}""")).Type);

        var (over, again) = (await door.Send(door.Message()), await door.Send(door.Message()));
        door.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await door.Send(door.Message());

        Assert.All([over, again], s => Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-calls"), (s.Status, s.Type)));
        Assert.Equal("ordered", later.Fate);
        Assert.Single(await door.Events(), e => e.Text.Contains("too-many-calls", StringComparison.Ordinal));
    }
}
