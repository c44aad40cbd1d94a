using System.Runtime.InteropServices;
using System.Text.Json;
using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.DeadMan;

namespace CryptoDashboard.CommandLine;

/// <summary>
/// <c>watchdog --data DIR --desk PID</c>: watches a desk from a process of its own. It starts nothing; when the desk is gone or silent it
/// raises the alarm and, where that was chosen, cancels entries. It outlives a kill of the desk and ends with one that ends in order.
/// </summary>
internal static class WatchdogVerb
{
    /// <summary>What a desk says through the pipe before it ends in order.</summary>
    public const string Goodbye = "goodbye";

    private static readonly string[] Sections = ["Database", "Bridge", "Vault", "DeadMan"];

    /// <summary>The settings that a watchdog needs, secrets among them; they go through its pipe.</summary>
    public static Dictionary<string, string> SettingsFor(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(pair => pair.Value is not null && Array.Exists(Sections, s => pair.Key.StartsWith($"{s}:", StringComparison.OrdinalIgnoreCase)))
        .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.OrdinalIgnoreCase);

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = new Words(args);
        if (!int.TryParse(words.Need("desk", "1234"), out var desk))
            throw new UsageException("--desk is the number of the desk's process.");
        // The terminal that the desk was started from may send these to all of its children: only the desk's own word counts.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        var given = await Console.In.ReadLineAsync(CancellationToken.None) is { Length: > 1 } line ? JsonSerializer.Deserialize<Dictionary<string, string>>(line)! : [];
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(given.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .AddCommandLine(words.ForConfiguration)
            .Build();
        var folder = Path.GetFullPath(configuration["Data"] ?? "data");
        var saidGoodbye = false;
        var pipeEnded = Task.Run(
            async () =>
            {
                while (await Console.In.ReadLineAsync(CancellationToken.None) is { } word)
                    saidGoodbye |= word == Goodbye;
            },
            CancellationToken.None);
        using var ping = new OutwardPing();
        var options = configuration.GetSection("DeadMan").Get<DeadManOptions>() ?? new DeadManOptions();
        var guard = new DeskGuard(options, new HeartbeatFile(folder), ping, stop => EntryCanceller.Run(configuration, stop), TimeProvider.System, DeskGuard.LogIn(folder));
        // The pipe ends with the process, however that ends: no number is asked for that another process may have by now.
        await guard.Watch(desk, () => saidGoodbye, () => !pipeEnded.IsCompleted, pipeEnded, CancellationToken.None);
        return 0;
    }
}
