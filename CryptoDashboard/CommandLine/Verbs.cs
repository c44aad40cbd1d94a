namespace CryptoDashboard.CommandLine;

/// <summary>The verbs of the one executable: <c>./run</c> alone runs the desk, <c>./run import …</c> imports, and so on.</summary>
internal static class Verbs
{
    private static readonly Verb[] All =
    [
        new("run", "Runs the desk (the default).", RunCommand.Run, RunCommand.Usage),
        new("import", "Imports candles from CSV files (plain, .gz, .zip).", ImportVerb.Run, ImportVerb.Usage),
        new("candles", "list | gaps | backfill | export | compact: the stored candles.", CandlesVerb.Run, CandlesVerb.Usage),
        new("backtest", "Tries a strategy, or a rule document (--rules FILE), on stored candles, on a file (--file CSV) or on a universe (--universe NAME), with --json for programs.", BacktestVerb.Run, null),
        new("parity", "Holds a bot's day against a backtest of it: --bot ID --day 2026-01-02 [--json]; 0 when nothing is unexplained.", ParityVerb.Run, ParityVerb.Usage),
        new("optimise", "Searches for a strategy's parameters (--param length=5..50/5), and says whether the best is more than luck.", OptimiseVerb.Run, null),
        new("check", "Whether a strategy or a rule document (--rules FILE) looks ahead, and whether its warm-up is enough.", CheckVerb.Run, null),
        new("migrate", "status | up | down: the tables of the database.", MigrateCommand.Run, MigrateCommand.Usage),
        new("kill", "Stops every bot and opens nothing more (--flatten, --reason TEXT); kill --release lets go.", KillVerb.Run, KillVerb.Usage),
        new("drill", "Puts a copy of a bot through every failure and prints its card (--bot ID, --kills N, --json).", DrillVerb.Run, DrillVerb.Usage),
        new("drill-desk", "The process that a drill kills; started by it.", DrillDeskVerb.Run, null),
        new("watchdog", "Watches a desk from a process of its own; started by it (--desk PID).", WatchdogVerb.Run, null),
        new("rotate-key", "Seals every stored exchange key anew by a new master key.", RotateKeyVerb.Run, RotateKeyVerb.Usage),
        new("doctor", "Looks at folder, database, bridge and exchanges, and says what is wrong (--json, --offline).", DoctorVerb.Run, DoctorVerb.Usage),
        new("bench", "Measures this machine (--json); bench feeds measures the way from an exchange of our own.", BenchCommand.Run, BenchCommand.Usage),
    ];

    /// <returns>The exit code: 0 when it worked, 1 when it did not, 2 when the words were not understood.</returns>
    public static async Task<int> Run(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The first Ctrl-C ends in order; a second one ends at once.
            pressed.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        var (word, rest) = args is [var first, ..] && !first.StartsWith('-') ? (first, args[1..]) : ("run", args);
        if (word is "help" && rest is [var about, ..])
            (word, rest) = (about, ["--help"]);
        if (word is "help" || args is ["--help" or "-h", ..])
            return Help(Console.Out, 0);
        var verb = All.FirstOrDefault(v => v.Word == word);
        if (verb is null)
        {
            var meant = Words.Nearest(word, All.Select(v => v.Word)) is { } near ? $" Did you mean ./run {near}?" : "";
            await Console.Error.WriteLineAsync($"There is no verb '{word}'.{meant}");
            return Help(Console.Error, 2);
        }
        if (verb.Usage is { } known && Option.AsksForHelp(rest))
        {
            Console.WriteLine(verb.Does);
            Option.Print(known.Example, known.Options);
            return 0;
        }
        try
        {
            return await verb.Do(rest, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 130;
        }
        catch (UsageException usage)
        {
            await Console.Error.WriteLineAsync(usage.Message);
            return 2;
        }
        catch (Core.Storage.Embedded.EmbeddedPostgresException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static int Help(TextWriter to, int code)
    {
        to.WriteLine("Usage: ./run [VERB] [--data DIR] [--urls URL] [--Section:Key value …]");
        foreach (var verb in All)
            to.WriteLine($"  {verb.Word,-10} {verb.Does}");
        to.WriteLine("./run VERB --help says what a verb can be told.");
        return code;
    }

    /// <param name="Usage">Null for one that answers --help itself.</param>
    private sealed record Verb(string Word, string Does, Func<string[], CancellationToken, Task<int>> Do, Usage? Usage);
}
