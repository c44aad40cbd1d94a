using System.Net;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Tests.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Tests.SignIn;

public sealed class SignInTests(Database database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_PIN_opens_the_desk_and_each_wrong_one_tells_what_is_left()
    {
        await using var door = await Door.SetUp(database);
        using var visitor = new Visitor(door);
        foreach (var says in (string[])["4 tries left", "3 tries left", "2 tries left"])
            Assert.Contains(says, (await visitor.SignIn(Door.WrongPin)).Text, StringComparison.Ordinal);
        Assert.False(await visitor.IsIn());

        var answer = await visitor.SignIn();

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.Status, answer.Location));
        Assert.True(await visitor.IsIn());
        Assert.Contains("4 tries left", (await visitor.SignIn(Door.WrongPin)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_PINs_lock_also_across_a_restart_until_the_time_told_has_passed()
    {
        var door = await Door.SetUp(database);
        using var visitor = new Visitor(door);
        Answer answer = null!;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            door.Time.Advance(TimeSpan.FromMinutes(1));
            answer = await visitor.SignIn(Door.WrongPin);
        }
        Assert.Contains("Too many wrong tries", answer.Text, StringComparison.Ordinal);
        Assert.Contains("data-locked-for=\"660\">11:00<", answer.Text, StringComparison.Ordinal);

        door.Time.Advance(TimeSpan.FromMinutes(4));
        await using var restarted = await door.Restart();
        using var after = new Visitor(restarted);
        Assert.Contains("data-locked-for=\"420\">7:00<", (await after.SignIn()).Text, StringComparison.Ordinal);
        Assert.False(await after.IsIn());
        restarted.Time.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal(HttpStatusCode.Redirect, (await after.SignIn()).Status);
    }

    [Fact]
    public async Task Wrong_names_lock_the_address_they_come_from_and_no_other()
    {
        await using var door = await Door.SetUp(database);
        using var guesser = new Visitor(door, from: 2);
        using var neighbour = new Visitor(door, from: 3);
        for (var attempt = 0; attempt < 5; attempt++)
            await guesser.SignIn(Door.Pin, $"nobody{attempt}");

        Assert.Contains("Too many wrong tries", (await guesser.SignIn()).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await neighbour.SignIn()).Status);
    }

    [Fact]
    public async Task Of_twenty_wrong_PINs_at_once_five_are_checked()
    {
        var checks = new Checks();
        await using var door = await Door.SetUp(database, services => services.AddSingleton<IPasswordHasher<DashboardUser>>(
            provider => new Counting(new PinHasher(provider.GetRequiredService<Pepper>()), checks)));
        using var visitor = new Visitor(door);
        var form = await visitor.Form(Urls.SignIn);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            visitor.Post(Urls.SignIn, new Dictionary<string, string>(form, StringComparer.Ordinal) { ["pin"] = $"9073{number + 10}" })));

        Assert.Equal(5, checks.Count);
        Assert.Equal(4, answers.Count(answer => answer.Text.Contains("That is not the PIN", StringComparison.Ordinal)));
        Assert.Equal(16, answers.Count(answer => answer.Text.Contains("Too many wrong tries", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stranger_cannot_tell_a_wrong_name_from_a_wrong_PIN()
    {
        await using var door = await Door.SetUp(database);
        await door.AddUser("bob", Door.Pin, Role.Viewer);
        using var one = new Visitor(door, from: 2);
        using var other = new Visitor(door, from: 3);

        var wrongPin = await one.SignIn(Door.WrongPin);
        var wrongName = await other.SignIn(Door.Pin, "nobody");

        Assert.Contains("That is not the PIN. 4 tries left.", wrongPin.Text, StringComparison.Ordinal);
        Assert.Contains("That is not the PIN. 4 tries left.", wrongName.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", (await one.Get(Urls.SignIn)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("' or 1=1 --")]
    [InlineData(null)]
    public async Task What_can_be_no_name_is_a_wrong_try_like_any_other(string? name)
    {
        await using var door = await Door.SetUp(database);
        using var visitor = new Visitor(door);

        var answer = await visitor.SignIn(Door.Pin, name ?? new string('a', 10_000));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("That is not the PIN. 4 tries left.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/bots", "/bots")]
    [InlineData("/trades?bot=1&open=true", "/trades?bot=1&open=true")]
    [InlineData("https://evil.test/", "/")]
    [InlineData("//evil.test/", "/")]
    [InlineData("/\\evil.test/", "/")]
    [InlineData("/\t/evil.test/", "/")]
    [InlineData("\\\\evil.test", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("evil.test", "/")]
    [InlineData("/sign-out", "/")]
    [InlineData("/sign-out-everywhere", "/")]
    [InlineData("/sign-in?returnUrl=/sign-in", "/")]
    public async Task After_signing_in_one_is_where_one_wanted_to_be_and_never_on_another_site(string wanted, string reached)
    {
        await using var door = await Door.SetUp(database);
        using var visitor = new Visitor(door);

        var answer = await visitor.SignIn(returnUrl: wanted);

        Assert.Equal((HttpStatusCode.Redirect, reached), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task Whoever_is_not_in_is_sent_to_sign_in_and_back()
    {
        await using var door = await Door.SetUp(database);
        using var visitor = new Visitor(door);

        foreach (var path in (string[])[Urls.Overview, Urls.Bots, Urls.TradesCsv, Urls.OrdersCsv])
        {
            var answer = await visitor.Get(path);
            Assert.Equal((HttpStatusCode.Redirect, $"/sign-in?returnUrl={Uri.EscapeDataString(path)}"), (answer.Status, answer.Location));
        }
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Post("/_blazor/negotiate", [])).Status);
    }

    [Theory]
    [InlineData(Urls.SignIn)]
    [InlineData(Urls.SignOut)]
    [InlineData(Urls.SignOutEverywhere)]
    public async Task A_form_from_elsewhere_is_refused(string path)
    {
        await using var door = await Door.SetUp(database);
        using var visitor = new Visitor(door);
        await visitor.SignIn();

        var answer = await visitor.Post(path, [new("_handler", "sign-in"), new("Input.Name", "ada"), new("pin", Door.Pin)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.True(await visitor.IsIn());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites_and_secure_on_https(bool https)
    {
        await using var door = await Door.SetUp(database, https: https);
        using var visitor = new Visitor(door);

        var cookie = Assert.Single((await visitor.SignIn()).SetCookies, set => set.StartsWith("desk=", StringComparison.Ordinal));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(https, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Neither_log_nor_database_holds_a_PIN_the_token_or_a_cookie()
    {
        var door = await Door.Open(database);
        var token = door.SetUpPath.Split('=')[1];
        using var visitor = new Visitor(door);
        await visitor.SetUp("ada", "123456");
        await visitor.SetUp("ada", Door.Pin);
        await visitor.SignIn(Door.WrongPin);
        await visitor.SignIn(Door.Pin, "a\0da");
        var cookie = visitor.Cookies.GetCookies(door.Address)["desk"]!.Value;
        door.Get<ILoggerFactory>().CreateLogger("test").LogInformation("The log is {State}", "written");
        var kept = string.Join(' ', await door.Ask(async db => (string[])
        [
            .. await db.Users.Select(u => u.PasswordHash!).ToListAsync(Cancel),
            .. await db.Set<UserSession>().Select(s => s.Id + s.Address).ToListAsync(Cancel),
            .. await db.Set<SignInAttempt>().Select(a => a.Account + a.Address).ToListAsync(Cancel),
        ]));

        await using var restarted = await door.Restart();
        var logs = string.Join(' ', Directory.EnumerateFiles(Path.Combine(restarted.Folder, "logs")).Select(Read));

        Assert.Contains("The log is", logs, StringComparison.Ordinal);
        Assert.All((string[])[token, Door.Pin, Door.WrongPin, cookie], secret =>
        {
            Assert.DoesNotContain(secret, logs, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        });
    }

    // The new run may hold the same file open.
    private static string Read(string file)
    {
        using var text = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return text.ReadToEnd();
    }

    private sealed class Checks
    {
        private int _count;

        public int Count => _count;

        public void Add() => Interlocked.Increment(ref _count);
    }

    private sealed class Counting(PinHasher hasher, Checks checks) : IPasswordHasher<DashboardUser>
    {
        public string HashPassword(DashboardUser user, string password) => hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(DashboardUser user, string hashedPassword, string providedPassword)
        {
            checks.Add();
            return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
