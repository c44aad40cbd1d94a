using System.Net;
using CryptoDashboard.Core.Access;
using CryptoDashboard.SignIn;
using CryptoDashboard.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Tests.SignIn;

public sealed class SetUpTests(Database database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_sent_at_once_one_becomes_Admin()
    {
        await using var door = await Door.Open(database);
        using var visitor = new Visitor(door);
        var form = await visitor.Form(door.SetUpPath);
        var path = door.SetUpPath;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => visitor.Post(path, Visitor.SetUpFields(form, $"ada{number}", Door.Pin, Door.Pin))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
        Assert.Equal(1, await door.Ask(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Until_set_up_nothing_answers_but_set_up_its_files_and_health()
    {
        await using var door = await Door.Open(database);
        using var stranger = new Visitor(door);

        foreach (var path in (string[])[Urls.Overview, Urls.SignIn, Urls.Bots, Urls.TradesCsv, "/set-upx", "/_blazor", "/_blazor/initializers", "/nowhere"])
        {
            var answer = await stranger.Get(path);
            Assert.True(answer.Status == HttpStatusCode.ServiceUnavailable, $"{path} answered {answer.Status}.");
            Assert.Contains("Open the link that was printed on its console", answer.Text, StringComparison.Ordinal);
        }
        foreach (var path in (string[])[Urls.SignOut, "/_blazor/negotiate"])
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await stranger.Post(path, [])).Status);
        foreach (var path in (string[])["/health", "/health/live", "/health/ready", door.SetUpPath, "/dist/app.css"])
            Assert.Equal((path, HttpStatusCode.OK), (path, (await stranger.Get(path)).Status));
    }

    [Fact]
    public async Task The_link_makes_one_Admin_signs_him_in_and_is_dead_then()
    {
        await using var door = await Door.Open(database);
        using var ada = new Visitor(door);
        using var late = new Visitor(door);
        var path = door.SetUpPath;
        var kept = await late.Form(path);

        var answer = await ada.SetUp("ada", Door.Pin);

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.Status, answer.Location));
        Assert.True(await ada.IsIn());
        Assert.Equal(["Admin"], await door.Ask(db => db.UserRoles.Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name).ToListAsync(Cancel)));
        var again = await late.Get(path);
        Assert.Equal(HttpStatusCode.Forbidden, again.Status);
        Assert.Contains("set up already", again.Text, StringComparison.Ordinal);
        await late.Post(path, Visitor.SetUpFields(kept, "eve", Door.Pin, Door.Pin));
        Assert.Equal(1, await door.Ask(db => db.Users.CountAsync(Cancel)));
        Assert.False(await late.IsIn());
    }

    [Fact]
    public async Task The_link_is_good_for_an_hour_and_a_restart_makes_another()
    {
        var door = await Door.Open(database);
        using var visitor = new Visitor(door);
        var old = door.SetUpPath;
        door.Time.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get(old)).Status);
        door.Time.Advance(TimeSpan.FromSeconds(1));

        var answer = await visitor.Get(old);
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("Restart the program: it prints a new one", answer.Text, StringComparison.Ordinal);

        await using var restarted = await door.Restart();
        using var after = new Visitor(restarted);
        Assert.Equal(HttpStatusCode.Forbidden, (await after.Get(old)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await after.SetUp("ada", Door.Pin)).Status);
    }

    [Theory]
    [InlineData("/set-up")]
    [InlineData("/set-up?token=")]
    [InlineData("/set-up?token=guess")]
    [InlineData("/set-up?token=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Without_the_token_there_is_no_form(string path)
    {
        await using var door = await Door.Open(database);
        using var stranger = new Visitor(door);

        var answer = await stranger.Get(path);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.DoesNotContain("<form", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada", "123456", "123456", "counts up or down")]
    [InlineData("ada", "84620", "84620", "6 to 12 digits")]
    [InlineData("ada", "846205", "846206", "The two PINs differ")]
    [InlineData("", "846205", "846205", "A name has up to 40")]
    [InlineData("a b", "846205", "846205", "A name has up to 40")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "846205", "846205", "A name has up to 40")]
    public async Task What_is_refused_is_told_and_leaves_the_link_good(string name, string pin, string again, string says)
    {
        await using var door = await Door.Open(database);
        using var visitor = new Visitor(door);

        var answer = await visitor.SetUp(name, pin, again);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{pin}\"", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SetUp("ada", Door.Pin)).Status);
    }

    [Fact]
    public async Task A_form_from_elsewhere_sets_nothing_up()
    {
        await using var door = await Door.Open(database);
        using var visitor = new Visitor(door);
        var form = await visitor.Form(door.SetUpPath);
        form.Remove("__RequestVerificationToken");

        var answer = await visitor.Post(door.SetUpPath, Visitor.SetUpFields(form, "ada", Door.Pin, Door.Pin));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(0, await door.Ask(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_lost_pepper_is_told_at_start_and_not_replaced_by_another()
    {
        await using var door = await Door.SetUp(database);
        Assert.Null(await Fault(door));
        File.Delete(Pepper.FileIn(door.Folder));

        Assert.Contains("is missing, and without it no PIN can be checked", await Fault(door), StringComparison.Ordinal);
        Assert.False(File.Exists(Pepper.FileIn(door.Folder)));
    }

    private static async Task<string?> Fault(Door door) => await SignInSetup.PepperFault(door.Get<IServiceProvider>(), door.Folder, Cancel);
}
