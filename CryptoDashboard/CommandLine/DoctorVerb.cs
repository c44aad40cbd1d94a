using System.Text.Json;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Trading;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.CommandLine;

/// <summary><c>doctor</c>: looks at everything the desk stands on and says in sentences what is wrong and what to do.</summary>
internal static class DoctorVerb
{
    private static readonly TimeSpan BridgePatience = TimeSpan.FromSeconds(20);

    public static readonly Usage Usage = new("doctor --offline", new Option("offline", "", "asks no exchange"), Usage.Json);

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = Usage.ReadOptions(args);
        using var logging = LoggerFactory.Create(_ => { });
        var configuration = Settings.Read(words.ForConfiguration);
        var findings = new List<Finding>();
        void Tell(bool isWell, string about, string sentence)
        {
            findings.Add(new Finding(isWell, about, sentence));
            if (!words.Has("json"))
                Console.WriteLine($"{(isWell ? "ok  " : "BAD ")} {about,-12} {sentence}");
        }
        await LookAtFolder(configuration, Tell);
        await LookAtDatabase(configuration, logging, Tell, cancel);
        await LookAtExchanges(configuration, logging, words.Has("offline"), Tell, cancel);
        if (words.Has("json"))
            Console.WriteLine(JsonSerializer.Serialize(findings, JsonSerializerOptions.Web));
        return findings.TrueForAll(f => f.IsWell) ? 0 : 1;
    }

    private static Task LookAtFolder(IConfiguration configuration, Action<bool, string, string> tell)
    {
        var folder = Path.GetFullPath(configuration["Data"] ?? "data");
        try
        {
            Directory.CreateDirectory(folder);
            var free = new DriveInfo(folder).AvailableFreeSpace / 1e9;
            tell(free >= 1, "data folder", free >= 1 ? $"{folder} can be used, {free:0} GB are free." : $"{folder} has only {free:0.0} GB left: make room, or choose another with --data DIR.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            tell(false, "data folder", $"{folder} cannot be used: {exception.Message} Choose another with --data DIR.");
        }
        return Task.CompletedTask;
    }

    private static async Task LookAtDatabase(IConfiguration configuration, ILoggerFactory logging, Action<bool, string, string> tell, CancellationToken cancel)
    {
        try
        {
            await using var workplace = await Workplace.Open(configuration, logging.CreateLogger("doctor"), cancel);
            await using var services = new ServiceCollection().AddStorage(workplace.Provider, workplace.ConnectionString).BuildServiceProvider();
            await using (var db = await services.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(cancel))
                await db.Database.OpenConnectionAsync(cancel);
            tell(true, "database", $"{workplace.Provider} answers.");
            var missing = (await services.GetRequiredService<Migrator>().Status(cancel)).Count(m => !m.Applied);
            tell(true, "tables", missing == 0 ? "All migrations are applied." : $"{missing} migrations are not applied yet; the next start does it, or ./run migrate up.");
        }
        catch (Exception exception) when (exception is UsageException or Core.Storage.Embedded.EmbeddedPostgresException or System.Data.Common.DbException)
        {
            tell(false, "database", exception is System.Data.Common.DbException ? $"The database cannot be reached: {exception.Message} Check Database:ConnectionString." : exception.Message);
        }
    }

    private static async Task LookAtExchanges(IConfiguration configuration, ILoggerFactory logging, bool isOffline, Action<bool, string, string> tell, CancellationToken cancel)
    {
        BridgeOptions options;
        FeedOptions feeds;
        try
        {
            options = BridgeSettings.Read(configuration, Path.GetFullPath(configuration["Data"] ?? "data"));
            feeds = configuration.GetSection("Feeds").Get<FeedOptions>() ?? new FeedOptions();
        }
        catch (Exception exception) when (exception is UsageException or InvalidOperationException)
        {
            tell(false, "settings", exception.Message);
            return;
        }
        if (!options.Enabled)
        {
            tell(true, "bridge", "Exchanges are switched off (Bridge:Enabled).");
            return;
        }
        await using var services = new ServiceCollection().AddSingleton(logging).AddLogging().AddSingleton(TimeProvider.System).AddBridge(options, Environment.ProcessId).BuildServiceProvider();
        var bridge = services.GetRequiredService<BridgeProcess>();
        var client = services.GetRequiredService<BridgeClient>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bridge.Changed += state =>
        {
            if (state.Phase is BridgePhase.Running or BridgePhase.Unavailable)
                settled.TrySetResult();
        };
        var running = bridge.Run(stop.Token);
        await Task.WhenAny(settled.Task, Task.Delay(BridgePatience, cancel));
        tell(bridge.State.Phase == BridgePhase.Running, "bridge", bridge.State.Sentence);
        if (bridge.State.Phase == BridgePhase.Running && !isOffline)
            await Task.WhenAll(feeds.Exchanges.Select(exchange => Ask(client, exchange, tell, cancel)));
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task Ask(BridgeClient client, string exchange, Action<bool, string, string> tell, CancellationToken cancel)
    {
        try
        {
            var markets = await client.Markets(exchange, reload: true, cancel);
            var clock = await client.ServerTime(exchange, cancel);
            var isRight = Math.Abs(clock.Skew.TotalSeconds) < 2;
            tell(isRight, exchange, $"{markets.Markets.Count} spot markets, {clock.RoundTrip.TotalMilliseconds:0} ms away{(isRight ? "." : $"; its clock and ours are {clock.Skew.TotalSeconds:0.0} s apart: set this machine's clock (NTP).")}");
        }
        catch (OutsideFault fault)
        {
            tell(false, exchange, fault.Message);
        }
    }

    private sealed record Finding(bool IsWell, string About, string Sentence);
}
