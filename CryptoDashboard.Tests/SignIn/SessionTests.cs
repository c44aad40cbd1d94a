using System.Net;
using System.Security.Claims;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.SignIn;
using CryptoDashboard.Tests.Storage;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Tests.SignIn;

public sealed class SessionTests(Database database)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_out_ends_the_session_also_for_a_copy_of_its_cookie()
    {
        await using var door = await Door.SetUp(database);
        using var ada = new Visitor(door);
        using var thief = new Visitor(door);
        await ada.SignIn();
        thief.Cookies.Add(ada.Cookies.GetCookies(door.Address));
        Assert.True(await thief.IsIn());

        var answer = await ada.Post(Urls.SignOut, await ada.Form(Urls.SignIn));

        Assert.Equal((HttpStatusCode.Redirect, Urls.SignIn), (answer.Status, answer.Location));
        Assert.False(await ada.IsIn());
        Assert.False(await thief.IsIn());
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_all_sessions_of_that_person_and_of_no_other()
    {
        await using var door = await Door.SetUp(database);
        await door.AddUser("bob", Door.Pin, Role.Viewer);
        using var desktop = new Visitor(door);
        using var phone = new Visitor(door, from: 2);
        using var bob = new Visitor(door, from: 3);
        await desktop.SignIn();
        await phone.SignIn();
        await bob.SignIn(name: "bob");

        await desktop.Post(Urls.SignOutEverywhere, await desktop.Form(Urls.SignIn));

        Assert.Equal((false, false, true), (await desktop.IsIn(), await phone.IsIn(), await bob.IsIn()));
    }

    [Fact]
    public async Task An_idle_session_locks_and_asks_for_the_PIN_and_an_active_one_stays_open()
    {
        await using var door = await Door.SetUp(database);
        using var idle = new Visitor(door);
        using var active = new Visitor(door);
        await active.SignIn();
        var id = await Latest(door);
        await idle.SignIn();
        for (var minute = 0; minute < 30; minute += 10)
        {
            door.Time.Advance(TimeSpan.FromMinutes(10));
            await door.Get<Sessions>().Touch(id, Cancel);
        }
        Assert.True(await idle.IsIn());
        door.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((false, true), (await idle.IsIn(), await active.IsIn()));
        foreach (var path in (string[])[Urls.TradesCsv, Urls.Bots])
            Assert.Equal(HttpStatusCode.Redirect, (await idle.Get(path)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await idle.SignIn()).Status);
        Assert.True(await idle.IsIn());
    }

    [Fact]
    public async Task A_locked_session_may_sign_out_and_nothing_else()
    {
        await using var door = await Door.SetUp(database);
        using var ada = new Visitor(door);
        await ada.SignIn();
        var id = await Latest(door);
        var form = await ada.Form(Urls.SignIn);
        await door.Get<Sessions>().Lock(id, Cancel);

        Assert.False(await ada.IsIn());
        await ada.Post(Urls.SignOutEverywhere, form);
        Assert.Equal(SessionState.Locked, await door.Get<Sessions>().StateOf(id, Cancel));
        var answer = await ada.Post(Urls.SignOut, form);

        Assert.Equal((HttpStatusCode.Redirect, Urls.SignIn), (answer.Status, answer.Location));
        Assert.Equal(SessionState.Ended, await door.Get<Sessions>().StateOf(id, Cancel));
    }

    [Fact]
    public async Task A_week_old_session_ends_however_active_it_was()
    {
        await using var door = await Door.SetUp(database);
        using var ada = new Visitor(door);
        await ada.SignIn();
        var id = await Latest(door);
        for (var quarter = 0; quarter < 7 * 24 * 4; quarter++)
        {
            door.Time.Advance(TimeSpan.FromMinutes(15));
            await door.Get<Sessions>().Touch(id, Cancel);
        }
        Assert.Equal(SessionState.Open, await door.Get<Sessions>().StateOf(id, Cancel));
        door.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(SessionState.Ended, await door.Get<Sessions>().StateOf(id, Cancel));
        Assert.False(await ada.IsIn());
    }

    [Fact]
    public async Task An_end_on_another_node_is_seen_within_seconds()
    {
        await using var door = await Door.SetUp(database);
        using var ada = new Visitor(door);
        await ada.SignIn();
        Assert.True(await ada.IsIn());

        await new Sessions(door.Get<SessionStore>(), new SignInOptions(), door.Time).End(await Latest(door), Cancel);
        door.Time.Advance(Remembered);

        Assert.False(await ada.IsIn());
    }

    [Fact]
    public async Task Unlocking_does_not_bring_back_a_session_that_has_ended()
    {
        await using var door = await Door.SetUp(database);
        var sessions = door.Get<Sessions>();
        var id = await Latest(door);
        await sessions.Lock(id, Cancel);
        await sessions.End(id, Cancel);

        await sessions.Unlock(id, Cancel);

        Assert.Equal(SessionState.Ended, await sessions.StateOf(id, Cancel));
    }

    [Fact]
    public async Task The_secret_of_a_session_has_256_bits_and_is_stored_nowhere()
    {
        await using var door = await Door.SetUp(database);
        var sessions = door.Get<Sessions>();

        var secret = await sessions.Start(1, "192.0.2.1", Cancel);

        Assert.Equal(32, Convert.FromHexString(secret).Length);
        var stored = await door.Ask(db => db.Set<UserSession>().Select(s => s.Id).ToListAsync(Cancel));
        Assert.Contains(Sessions.IdOf(secret), stored);
        Assert.DoesNotContain(secret, stored);
        Assert.Equal(SessionState.Ended, await sessions.StateOf(secret, Cancel));
    }

    [Theory]
    [InlineData(Role.Viewer, Deed.ViewDesk, null)]
    [InlineData(Role.Viewer, Deed.RunReplays, "This needs the role Trader")]
    [InlineData(Role.Trader, Deed.ManageBots, "This needs the role Admin")]
    [InlineData(Role.Admin, Deed.ManageBots, null)]
    public async Task The_guard_refuses_what_the_role_may_not_and_everything_while_locked(Role role, Deed deed, string? refusal)
    {
        await using var door = await Door.SetUp(database);
        var sessions = door.Get<Sessions>();
        var secret = await sessions.Start(1, "192.0.2.1", Cancel);
        var guard = new PolicyGuard(new Person(new(PinSignIn.SessionClaim, secret), new(ClaimTypes.Role, role.ToString())), sessions);

        Assert.Equal(refusal is null, await guard.Allows(deed));
        Assert.StartsWith(refusal ?? "allowed", await Try(guard, deed), StringComparison.Ordinal);
        await sessions.Lock(Sessions.IdOf(secret), Cancel);
        Assert.StartsWith("Your session is locked", await Try(guard, deed), StringComparison.Ordinal);
        await sessions.Unlock(Sessions.IdOf(secret), Cancel);
        await sessions.End(Sessions.IdOf(secret), Cancel);
        Assert.StartsWith("Your session is locked or has ended", await Try(guard, deed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guard_refuses_whoever_has_no_session()
    {
        await using var door = await Door.SetUp(database);

        var answer = await Try(new PolicyGuard(new Person(new Claim(ClaimTypes.Role, "Admin")), door.Get<Sessions>()), Deed.ViewDesk);

        Assert.StartsWith("Your session", answer, StringComparison.Ordinal);
    }

    private static async Task<string> Try(PolicyGuard guard, Deed deed)
    {
        try
        {
            await guard.Require(deed, Cancel);
            return "allowed";
        }
        catch (UnauthorizedAccessException refusal)
        {
            return refusal.Message;
        }
    }

    private static Task<string> Latest(Door door) =>
        door.Ask(async db => (await db.Set<UserSession>().Where(s => s.EndedAt == null).ToListAsync(Cancel)).OrderByDescending(s => s.CreatedAt).First().Id);

    private sealed class Person(params Claim[] claims) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test"))));
    }
}
