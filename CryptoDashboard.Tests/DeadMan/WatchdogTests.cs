using System.Collections.Concurrent;
using System.Diagnostics;
using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Tests.DeadMan;

/// <summary>The real program and its watchdog, as processes of their own; the desk is killed without warning.</summary>
public sealed class WatchdogTests(Database database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_desk_is_told_of_by_its_watchdog_one_that_comes_back_too_and_one_that_ends_in_order_takes_it_along()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A program is asked to end in order by a signal, which Windows has not.");
        await using var channel = await SecondChannel.Start();
        var connection = await database.Make();
        var folder = Directory.CreateTempSubdirectory("desk-dead-").FullName;
        var file = new HeartbeatFile(folder);

        using var first = Start(folder, connection, channel.Address);
        await Eventually.Be(() => file.Read()?.WatchdogId is not null, "the first watchdog");
        await Eventually.Be(() => channel.Heard.Contains("alive"), "the ping of a desk that is well");
        var watchdog = file.Read()!.WatchdogId!.Value;
        first.Kill();
        await Eventually.Be(() => channel.Heard.Any(h => h.Contains("desk-gone", StringComparison.Ordinal)), "the alarm");
        Assert.True(Lives(watchdog));

        using var second = Start(folder, connection, channel.Address);
        await Eventually.Be(() => channel.Heard.Any(h => h.Contains("desk-back", StringComparison.Ordinal)), "the news that it is back");
        await Eventually.Be(() => !Lives(watchdog), "the end of the first watchdog");
        await Eventually.Be(() => file.Read()?.WatchdogId is not null, "the second watchdog");
        var next = file.Read()!.WatchdogId!.Value;
        Process.Start("kill", ["-TERM", $"{second.Id}"]).WaitForExit();
        await second.WaitForExitAsync(Cancel);

        await Eventually.Be(() => !Lives(next), "the end of the second watchdog");
        Assert.True(file.Read()!.IsEnding);
        Assert.Single(channel.Heard, h => h.Contains("desk-gone", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private static Process Start(string folder, string connection, string channel)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in (string[])[
            typeof(Program).Assembly.Location, "run", "--data", folder, "--urls", "http://127.0.0.1:0", "--Simulation:Enabled", "false", "--Bridge:Enabled", "false", "--Listing:Enabled", "false", "--Context:Enabled", "false",
            "--Database:Provider", "PostgreSql", "--Database:ConnectionString", connection, "--DeadMan:AlarmAddress", $"{channel}/alarm", "--DeadMan:AliveAddress", $"{channel}/alive"])
        {
            start.ArgumentList.Add(word);
        }
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    private static bool Lives(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            // One that ended and that nobody has buried yet is counted as dead.
            return !process.HasExited && !(File.Exists($"/proc/{id}/stat") && File.ReadAllText($"/proc/{id}/stat").Split(' ')[2] == "Z");
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            return false;
        }
    }

    private sealed class SecondChannel(WebApplication server) : IAsyncDisposable
    {
        public ConcurrentQueue<string> Heard { get; } = new();

        public string Address => server.Urls.First();

        public static async Task<SecondChannel> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var server = builder.Build();
            var channel = new SecondChannel(server);
            server.MapGet("/alive", () => channel.Heard.Enqueue("alive"));
            server.MapPost("/alarm", async (HttpContext context) => channel.Heard.Enqueue(await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted)));
            await server.StartAsync(Cancel);
            return channel;
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
