using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Access;

/// <summary>The lock over a real database.</summary>
public sealed class LockoutTests(Database database) : IAsyncLifetime
{
    private const string Home = "192.0.2.1";
    private const string Elsewhere = "198.51.100.7";

    private readonly ManualTime _time = new();
    private ServiceProvider _services = null!;
    private Lockout _lockout = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, await database.Make()).BuildServiceProvider();
        _lockout = AfterRestart();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Five_wrong_tries_lock_the_account_from_everywhere()
    {
        for (var left = 4; left >= 0; left--)
            Assert.Equal(left, (await _lockout.Try("ADA", $"192.0.2.{left}", Cancel)).TriesLeft);

        var verdict = await _lockout.Try("ADA", Elsewhere, Cancel);

        Assert.True(verdict.IsLocked);
        Assert.Equal(Lockout.Window, verdict.Wait);
        Assert.False((await _lockout.Try("BOB", Elsewhere, Cancel)).IsLocked);
    }

    [Fact]
    public async Task Five_wrong_tries_lock_the_address_for_every_account()
    {
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.False((await _lockout.Try($"NOBODY{attempt}", Home, Cancel)).IsLocked);

        Assert.True((await _lockout.Try("ADA", Home, Cancel)).IsLocked);
        Assert.False((await _lockout.Try("ADA", Elsewhere, Cancel)).IsLocked);
    }

    [Fact]
    public async Task The_lock_ends_when_the_oldest_try_is_fifteen_minutes_old()
    {
        LockoutVerdict last = null!;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            last = await _lockout.Try("ADA", Home, Cancel);
            _time.Advance(TimeSpan.FromMinutes(2));
        }
        Assert.Equal((0, TimeSpan.FromMinutes(7)), (last.TriesLeft, last.Wait));

        Assert.Equal(TimeSpan.FromMinutes(5), (await _lockout.Try("ADA", Home, Cancel)).Wait);
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), (await _lockout.Try("ADA", Home, Cancel)).Wait);
        _time.Advance(TimeSpan.FromSeconds(1));
        var open = await _lockout.Try("ADA", Home, Cancel);
        Assert.Equal((false, 0), (open.IsLocked, open.TriesLeft));
        Assert.True((await _lockout.Try("ADA", Home, Cancel)).IsLocked);
    }

    [Fact]
    public async Task A_try_while_locked_does_not_prolong_the_lock()
    {
        for (var attempt = 0; attempt < 5; attempt++)
            await _lockout.Try("ADA", Home, Cancel);
        for (var minute = 0; minute < 15; minute++)
        {
            Assert.True((await _lockout.Try("ADA", Home, Cancel)).IsLocked);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.False((await _lockout.Try("ADA", Home, Cancel)).IsLocked);
    }

    [Fact]
    public async Task A_restart_forgets_no_lock()
    {
        for (var attempt = 0; attempt < 5; attempt++)
            await _lockout.Try("ADA", Home, Cancel);

        Assert.True((await AfterRestart().Try("ADA", Home, Cancel)).IsLocked);
    }

    [Fact]
    public async Task Of_twenty_tries_at_once_five_are_looked_at()
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _lockout.Try("ADA", Home, Cancel)));

        Assert.Equal(5, verdicts.Count(verdict => !verdict.IsLocked));
        Assert.Equal([0, 1, 2, 3, 4], verdicts.Where(verdict => !verdict.IsLocked).Select(verdict => verdict.TriesLeft).Order());
        Assert.Equal(5, await Rows());
    }

    [Fact]
    public async Task Of_twenty_tries_at_once_for_twenty_accounts_from_one_address_five_are_looked_at()
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => _lockout.Try($"NAME{number}", Home, Cancel)));

        Assert.Equal(5, verdicts.Count(verdict => !verdict.IsLocked));
    }

    [Fact]
    public async Task Success_clears_the_accounts_tries_from_there_and_none_of_others()
    {
        for (var attempt = 0; attempt < 3; attempt++)
            await _lockout.Try("BOB", Home, Cancel);
        await _lockout.Try("ADA", Home, Cancel);
        var right = await _lockout.Try("ADA", Home, Cancel);
        Assert.Equal(0, right.TriesLeft);

        await _lockout.Succeeded(right, Cancel);

        Assert.Equal(4, (await _lockout.Try("ADA", Elsewhere, Cancel)).TriesLeft);
        Assert.Equal(1, (await _lockout.Try("CAROL", Home, Cancel)).TriesLeft);
    }

    [Fact]
    public async Task Success_at_home_gives_a_stranger_elsewhere_no_further_tries()
    {
        for (var attempt = 0; attempt < 4; attempt++)
            await _lockout.Try("ADA", Elsewhere, Cancel);
        await _lockout.Succeeded(await _lockout.Try("ADA", Home, Cancel), Cancel);

        Assert.Equal(0, (await _lockout.Try("ADA", Elsewhere, Cancel)).TriesLeft);
        Assert.True((await _lockout.Try("ADA", Elsewhere, Cancel)).IsLocked);
    }

    [Fact]
    public async Task Tries_older_than_a_month_are_cleaned_up()
    {
        await _lockout.Try("ADA", Home, Cancel);
        _time.Advance(TimeSpan.FromDays(31));
        await _lockout.Try("BOB", Home, Cancel);

        Assert.Equal(1, await Rows());
    }

    private Lockout AfterRestart() => new(new SignInAttempts(Contexts), _time);

    private IDbContextFactory<DashboardDbContext> Contexts => _services.GetRequiredService<IDbContextFactory<DashboardDbContext>>();

    private async Task<int> Rows()
    {
        await using var db = await Contexts.CreateDbContextAsync(Cancel);
        return await db.Set<SignInAttempt>().CountAsync(Cancel);
    }
}
