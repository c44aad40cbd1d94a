using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.SignIn;

public sealed class SecurityHeadersTests(Database database)
{
    [Fact]
    public async Task Every_answer_tells_browsers_to_run_our_files_only_and_to_frame_nothing()
    {
        await using var door = await Door.SetUp(database);
        using var visitor = new Visitor(door);

        foreach (var path in (string[])[Urls.SignIn, Urls.Overview, "/dist/app.js", "/health", "/nowhere"])
        {
            using var answer = await visitor.Raw(new HttpRequestMessage(HttpMethod.Get, path));
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains($"connect-src 'self' ws://{door.Address.Authority} wss://{door.Address.Authority}", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        }
    }

    [Fact]
    public async Task On_https_browsers_are_told_to_stay_there_but_not_for_this_machine()
    {
        await using var door = await Door.SetUp(database, https: true);
        using var visitor = new Visitor(door);
        using var named = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { Host = "desk.test" } };

        using var remote = await visitor.Raw(named);
        using var local = await visitor.Raw(new HttpRequestMessage(HttpMethod.Get, "/health"));

        Assert.Equal("max-age=31536000", Assert.Single(remote.Headers.GetValues("Strict-Transport-Security")));
        Assert.False(local.Headers.Contains("Strict-Transport-Security"));
    }
}
