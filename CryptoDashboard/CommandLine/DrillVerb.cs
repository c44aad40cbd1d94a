using System.Text.Json;
using CryptoDashboard.Core.Drills;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Drills;

namespace CryptoDashboard.CommandLine;

/// <summary><c>drill --bot ID [--kills N] [--json]</c>: puts a copy of a bot through every failure and prints its card.</summary>
internal static class DrillVerb
{
    public static readonly Usage Usage = new(
        "drill --bot 3", new Option("bot", "3", "the number in the address of the bot's page"), new Option("kills", $"{ScenarioList.UsualKills}", "how often its process is killed, 1 to 200"), Usage.Json);

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = Usage.ReadOptions(args);
        if (!int.TryParse(words.Need("bot", "3"), out var bot))
            throw new UsageException($"--bot is the number of a bot, not '{words.Find("bot")}'.");
        if (!int.TryParse(words.Find("kills") ?? $"{ScenarioList.UsualKills}", out var kills) || kills is < 1 or > 200)
            throw new UsageException("--kills is a number from 1 to 200.");
        using var logging = Monitoring.Logging.ForVerbs();
        await using var workplace = await Workplace.Open(Settings.Read(words.ForConfiguration), logging.CreateLogger("drill"), cancel);
        await using var services = new ServiceCollection()
            .AddSingleton(logging).AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddStorage(workplace.Provider, workplace.ConnectionString)
            .AddSingleton<MarketHub>().AddSingleton<EventFeed>().AddSingleton<DrillDesk>()
            .BuildServiceProvider();
        await services.GetRequiredService<Migrator>().Up(cancel);
        var desk = services.GetRequiredService<DrillDesk>();
        var printed = 0;
        desk.Changed += () =>
        {
            if (words.Has("json") || desk.Now is not { } now)
                return;
            for (; printed < now.Scores.Count; printed++)
                Console.WriteLine(Line(now.Scores[printed]));
        };
        if (!words.Has("json"))
            Console.WriteLine($"{"scenario",-26} {"orders",6} {"fills",6} {"lost",5} {"doubled",8} {"orphaned",9} {"missed",7}  books  result");
        try
        {
            var run = await desk.Run(bot, $"{Environment.UserName} (command line)", kills, cancel);
            Console.WriteLine(words.Has("json") ? JsonSerializer.Serialize(run.Scores, JsonSerializerOptions.Web) : $"{DrillRun.Summary(run.Scores)}\n{run.MarketNote}");
            if (run.Trouble is { } trouble)
                await Console.Error.WriteLineAsync(trouble);
            return run.IsPassed ? 0 : 1;
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static string Line(ScenarioScore s) =>
        $"{s.Title,-26} {s.Lived,6} {s.Fills,6} {s.Lost,5} {s.Doubled,8} {s.Orphaned,9} {s.FillsMissed,7}  {(s.IsBalanced ? "agree" : "DIFFER")}  {(s.IsPassed ? "ok" : "FAILED")}  {s.Sentence}";
}
