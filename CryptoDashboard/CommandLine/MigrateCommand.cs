using CryptoDashboard.Core.Storage;
using CryptoDashboard.Monitoring;

namespace CryptoDashboard.CommandLine;

/// <summary><c>migrate status | up | down</c>.</summary>
internal static class MigrateCommand
{
    public static readonly Usage Usage = new("migrate status | up | down", new Option("yes", "", "with down: deletes what is in the newest migration's tables"));

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = Usage.Read(args);
        var what = words.Rest.Count == 0 ? "status" : string.Join(' ', words.Rest);
        if (what is not ("status" or "up" or "down"))
            throw new UsageException($"migrate knows status, up and down; not '{what}'.");
        if (what == "down" && !words.Has("yes"))
            throw new UsageException("migrate down takes back the newest migration and deletes what is in its tables. Make a backup, then say: migrate down --yes");
        var configuration = Settings.Read(words.ForConfiguration);
        using var logging = Logging.ForVerbs();
        await using var workplace = await Workplace.Open(configuration, logging.CreateLogger("migrate"), cancel);
        await using var services = new ServiceCollection().AddStorage(workplace.Provider, workplace.ConnectionString).BuildServiceProvider();
        var migrator = services.GetRequiredService<Migrator>();
        if (what == "up")
        {
            foreach (var name in await migrator.Up(cancel))
                Console.WriteLine($"applied  {name}");
        }
        if (what == "down")
            Console.WriteLine(await migrator.Down(cancel) is { } taken ? $"taken back  {taken}" : "There is no migration to take back.");
        foreach (var (name, applied) in await migrator.Status(cancel))
            Console.WriteLine($"{(applied ? "applied" : "missing"),-8} {name}");
        return 0;
    }
}
