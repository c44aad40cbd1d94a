using System.Diagnostics;
using System.Text.RegularExpressions;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Embedded;
using CryptoDashboard.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>The real program on a data folder of its own, and a real browser in front of it.</summary>
internal sealed partial class RunningDesk : IAsyncDisposable
{
    public const string Pin = "846205";
    private const string Chromium = "/usr/bin/chromium";

    private readonly string[] _settings;
    private Process _program;
    private readonly IPlaywright _playwright;
    private readonly string _folder;

    private RunningDesk(Process program, string folder, string[] settings, IPlaywright playwright, IBrowser browser, string address, string? setUpLink)
    {
        (_program, _folder, _settings, _playwright) = (program, folder, settings, playwright);
        (Browser, Address, SetUpLink) = (browser, address, setUpLink);
    }

    public IBrowser Browser { get; }

    public string Address { get; private set; }

    public string? SetUpLink { get; }

    public string DataFolder => _folder;

    /// <summary>Starts it; skips the test where there is no browser.</summary>
    public static async Task<RunningDesk> Start(params string[] settings)
    {
        if (!File.Exists(Chromium))
            Assert.Skip($"There is no {Chromium}: install Debian's chromium to run the browser tests.");
        var folder = Directory.CreateTempSubdirectory("desk-browser-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        Assertions.SetDefaultExpectTimeout((float)Eventually.Patience.TotalMilliseconds);
        var (program, address, link) = await Launch(folder, settings);
        try
        {
            var (playwright, browser) = await OpenBrowser();
            return new RunningDesk(program, folder, settings, playwright, browser, address, link);
        }
        catch
        {
            program.Kill();
            throw;
        }
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> OpenBrowser()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Timeout = (float)Eventually.Patience.TotalMilliseconds,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }

    /// <summary>Kills the program in the midst of everything and starts it again on the same data, at another address.</summary>
    public async Task KillAndStart()
    {
        _program.Kill(entireProcessTree: false);
        await _program.WaitForExitAsync(TestContext.Current.CancellationToken);
        _program.Dispose();
        (_program, Address, _) = await Launch(_folder, _settings);
    }

    /// <summary>A verb of the same program on the same data folder, as from another terminal.</summary>
    public async Task<(int Code, string Output)> Verb(params string[] words)
    {
        var start = StartOf([.. words, "--data", _folder]);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    public async Task<IPage> Page(int width = 1440, int height = 900)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, BaseURL = Address, TimezoneId = "Europe/Berlin" });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
        return page;
    }

    public async Task<IPage> SignedIn(int width = 1440, int height = 900)
    {
        var page = await Page(width, height);
        if (SetUpLink is not null && !await IsSetUp(page))
        {
            await page.GotoAsync(SetUpLink);
            await page.FillAsync("[name='Input.Name']", "ada");
            await page.FillAsync("[name='Input.Pin']", Pin);
            await page.FillAsync("[name='Input.Again']", Pin);
            await page.ClickAsync("button[type=submit]");
        }
        else
        {
            await page.GotoAsync("/sign-in");
            await page.FillAsync("[name=pin]", Pin);
            await page.ClickAsync("button[type=submit]");
        }
        await page.WaitForSelectorAsync(".shell");
        return page;
    }

    /// <summary>Lets every session be idle since long ago, as if nobody had touched anything for a day.</summary>
    public async Task LeaveAlone()
    {
        await using var postgres = await TakeUpDatabase();
        await using var services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, postgres.ConnectionString).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync();
        await db.Set<UserSession>().ExecuteUpdateAsync(set => set.SetProperty(s => s.LastActiveAt, s => s.LastActiveAt.AddDays(-1)));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
        _program.Kill(entireProcessTree: false);
        await _program.WaitForExitAsync();
        _program.Dispose();
        await StopDatabase();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> IsSetUp(IPage page) => (await page.GotoAsync("/sign-in"))!.Status == 200;

    private static ProcessStartInfo StartOf(IEnumerable<string> words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var word in words)
            start.ArgumentList.Add(word);
        return start;
    }

    private static async Task<(Process Program, string Address, string? Link)> Launch(string folder, string[] settings)
    {
        var process = Process.Start(StartOf(["run", "--data", folder, "--urls", "http://127.0.0.1:0", "--Bridge:Enabled", "false", "--Listing:Enabled", "false", "--Context:Enabled", "false", "--DeadMan:Enabled", "false", .. settings]))!;
        process.BeginErrorReadLine();
        string? link = null;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (Link().Match(line) is { Success: true } found)
                link = found.Value;
            if (Listening().Match(line) is { Success: true } listening)
            {
                // What it says from now on is read and forgotten: a full pipe would stop the program at its next word.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return (process, listening.Groups["address"].Value, link);
            }
        }
        throw new InvalidOperationException($"The program ended before it listened: {string.Join(Environment.NewLine, said)}");
    }

    // The program was killed, so its database lives on; taking it up once and leaving stops it.
    private async Task StopDatabase() => await (await TakeUpDatabase()).DisposeAsync();

    private Task<EmbeddedPostgres> TakeUpDatabase() => EmbeddedPostgres.Start(new EmbeddedPostgresOptions(_folder), NullLogger.Instance, CancellationToken.None);

    [GeneratedRegex(@"http://\S+/set-up\?token=\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"Listening on (?<address>http://\S+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
