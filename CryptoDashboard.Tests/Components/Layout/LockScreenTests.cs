using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Bunit;
using CryptoDashboard.Components.Layout;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.SignIn;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.SignIn;
using CryptoDashboard.Tests.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Components.Layout;

public sealed class LockScreenTests(Database database) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly BunitContext _browser = new();
    private readonly ManualTime _time = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("desk-lock-");
    private readonly Outage _outage = new();
    private BunitJSModuleInterop _script = null!;
    private string _session = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Sessions Sessions => _browser.Services.GetRequiredService<Sessions>();

    public async ValueTask InitializeAsync()
    {
        // The library's comparer of markup needs a package that is not there; nothing here compares markup.
        var comparer = typeof(BunitContext).Assembly.GetType("Bunit.Diffing.HtmlComparer", throwOnError: true)!;
        _browser.Services.AddSingleton(comparer, RuntimeHelpers.GetUninitializedObject(comparer));
        _browser.Services.AddSingleton<TimeProvider>(_time);
        _browser.Services.AddStorage(DatabaseProvider.PostgreSql, await database.Make());
        _browser.Services.AddSignIn(new ConfigurationBuilder().Build(), _data.FullName);
        _browser.Services.AddSingleton(provider => new SessionStore(new Flickering(provider.GetRequiredService<IDbContextFactory<PostgreSqlContext>>(), _outage)));
        var person = _browser.AddAuthorization();
        // Only what app.ts exports: asking for anything else fails here as it would in a browser.
        _script = _browser.JSInterop.SetupModule("./dist/app.js");
        _script.SetupModule("watchIdle", _ => true).SetupVoid("dispose").SetVoidResult();
        _script.Setup<string>("browserZone").SetResult("Europe/Berlin");
        _script.SetupVoid("setInert", _ => true).SetVoidResult();

        await using var scope = _browser.Services.CreateAsyncScope();
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<DashboardUser>>()
            .CreateAsync(new DashboardUser { UserName = "ada", CreatedAt = _time.GetUtcNow() }, Door.Pin)).Succeeded);
        var secret = await Sessions.Start(1, "192.0.2.1", Cancel);
        _session = Sessions.IdOf(secret);
        person.SetAuthorized("ada");
        person.SetClaims(new Claim(PinSignIn.SessionClaim, secret));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task It_shows_over_every_page_of_a_session_as_soon_as_that_is_locked_and_goes_with_the_PIN()
    {
        var one = _browser.Render<LockScreen>();
        var other = _browser.Render<LockScreen>();
        Assert.Empty(one.FindAll(".lock-screen"));

        await Sessions.Lock(_session, Cancel);

        await Until(one, isLocked: true);
        await Until(other, isLocked: true);
        Assert.Contains("ada, enter your PIN", one.Find(".lock-screen").TextContent, StringComparison.Ordinal);
        Enter(one, Door.Pin);
        await Until(one, isLocked: false);
        await Until(other, isLocked: false);
        Assert.Equal(SessionState.Open, await Sessions.StateOf(_session, Cancel));
    }

    [Fact]
    public async Task An_idle_page_locks_again_and_again()
    {
        var screen = _browser.Render<LockScreen>();
        for (var round = 0; round < 3; round++)
        {
            _time.Advance(TimeSpan.FromMinutes(31));
            await Until(screen, isLocked: true);
            Enter(screen, Door.Pin);
            await Until(screen, isLocked: false);
        }

        Assert.Equal([true, false, true, false, true, false], _script.Invocations["setInert"].Select(call => (bool)call.Arguments[1]!));
        Assert.Equal(SessionState.Open, await Sessions.StateOf(_session, Cancel));
    }

    [Fact]
    public async Task A_wrong_PIN_is_told_and_the_fifth_locks_this_address_and_no_other()
    {
        var screen = _browser.Render<LockScreen>();
        await Sessions.Lock(_session, Cancel);
        await Until(screen, isLocked: true);
        foreach (var says in (string[])["4 tries left", "3 tries left", "2 tries left", "One more wrong try", "Too many wrong tries"])
        {
            Enter(screen, Door.WrongPin);
            Says(screen, says);
            Assert.Equal("", screen.Find("input[name=pin]").GetAttribute("value") ?? "");
        }

        Enter(screen, Door.Pin);

        Says(screen, "Too many wrong tries. Try again in 15 min.");
        Assert.Equal(SessionState.Locked, await Sessions.StateOf(_session, Cancel));
        var lockout = _browser.Services.GetRequiredService<Lockout>();
        Assert.True((await lockout.Try("BOB", "192.0.2.1", Cancel)).IsLocked);
        Assert.False((await lockout.Try("BOB", "192.0.2.2", Cancel)).IsLocked);
    }

    [Fact]
    public async Task A_PIN_that_was_changed_meanwhile_opens_no_more()
    {
        var screen = _browser.Render<LockScreen>();
        await Sessions.Lock(_session, Cancel);
        await Until(screen, isLocked: true);
        Enter(screen, Door.Pin);
        await Until(screen, isLocked: false);
        await using (var scope = _browser.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<DashboardUser>>();
            var ada = (await users.FindByNameAsync("ada"))!;
            Assert.True((await users.ChangePasswordAsync(ada, Door.Pin, "604917")).Succeeded);
        }
        await Sessions.Lock(_session, Cancel);
        await Until(screen, isLocked: true);

        Enter(screen, Door.Pin);
        Says(screen, "not the PIN");
        Enter(screen, "604917");

        await Until(screen, isLocked: false);
    }

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_does_not_end_the_watch()
    {
        var screen = _browser.Render<LockScreen>();
        _outage.IsOn = true;
        await Until(() => _outage.Hits >= 2, "The watch has ended.");

        _outage.IsOn = false;
        await Sessions.Lock(_session, Cancel);

        await Until(screen, isLocked: true);
    }

    [Fact]
    public async Task A_session_that_has_ended_goes_to_sign_in()
    {
        var screen = _browser.Render<LockScreen>();

        await Sessions.End(_session, Cancel);

        var navigation = _browser.Services.GetRequiredService<NavigationManager>();
        screen.WaitForAssertion(() => Assert.EndsWith(Urls.SignIn, navigation.Uri, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task What_a_person_does_keeps_the_session_open()
    {
        var screen = _browser.Render<LockScreen>();
        for (var minute = 0; minute < 60; minute += 20)
        {
            _time.Advance(TimeSpan.FromMinutes(20));
            await screen.InvokeAsync(screen.Instance.ReportActivity);
        }

        Assert.Equal(SessionState.Open, await Sessions.StateOf(_session, Cancel));
        Assert.Empty(screen.FindAll(".lock-screen"));
    }

    private Task Until(IRenderedComponent<LockScreen> screen, bool isLocked) =>
        Until(() => screen.FindAll(".lock-screen").Count == (isLocked ? 1 : 0), isLocked ? "The page does not lock." : "The page does not open.");

    // The watch looks every two seconds of the clock, and remembers for as long what it saw.
    private async Task Until(Func<bool> holds, string otherwise)
    {
        var patience = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(patience.Elapsed < Patience, otherwise);
            await Task.Delay(20, Cancel);
            _time.Advance(TimeSpan.FromSeconds(3));
        }
    }

    private static void Enter(IRenderedComponent<LockScreen> screen, string pin)
    {
        screen.Find("input[name=pin]").Input(pin);
        screen.Find("form").Submit();
    }

    private static void Says(IRenderedComponent<LockScreen> screen, string sentence) =>
        screen.WaitForAssertion(() => Assert.Contains(sentence, screen.Find(".pin-message").TextContent, StringComparison.Ordinal), Patience);

    private sealed class Outage
    {
        private volatile bool _isOn;
        private int _hits;

        public bool IsOn
        {
            get => _isOn;
            set => _isOn = value;
        }

        public int Hits => Volatile.Read(ref _hits);

        public void Hit() => Interlocked.Increment(ref _hits);
    }

    private sealed class Flickering(IDbContextFactory<PostgreSqlContext> contexts, Outage outage) : IDbContextFactory<DashboardDbContext>
    {
        public DashboardDbContext CreateDbContext()
        {
            if (!outage.IsOn)
                return contexts.CreateDbContext();
            outage.Hit();
            throw new Npgsql.NpgsqlException("The database is away.");
        }
    }
}
