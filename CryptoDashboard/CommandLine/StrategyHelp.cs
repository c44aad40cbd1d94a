using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Strategies;

namespace CryptoDashboard.CommandLine;

/// <summary>What <c>--help</c> of a verb that tries strategies says: its options, and what <c>--param</c> can name.</summary>
internal static class StrategyHelp
{
    /// <returns>The exit code of help, which is no failure.</returns>
    public static int Print(string[] args, string example, IEnumerable<Option> options)
    {
        Option.Print(example, options);
        var place = Array.IndexOf(args, "--strategy");
        var named = args.FirstOrDefault(a => a.StartsWith("--strategy=", StringComparison.Ordinal))?["--strategy=".Length..] ?? (place >= 0 && place + 1 < args.Length ? args[place + 1] : "");
        if (StrategyCatalogue.TryGet(named, out var kind))
            Of(kind);
        else
            Strategies();
        Console.WriteLine();
        Console.WriteLine($"Guards of a position, --param too: {string.Join(", ", StopParameters.All.Select(p => p.Name))}");
        return 0;
    }

    private static void Of(StrategyKind kind)
    {
        Console.WriteLine();
        Console.WriteLine($"{kind.Name}: {kind.Summary}");
        foreach (var p in kind.Schema)
        {
            var values = p.Choices.Count > 0 ? string.Join(", ", p.Choices.Select((c, i) => $"{p.Min + (i * p.Step):0.########} {c}")) : $"{p.Min:0.########} to {p.Max:0.########}";
            Console.WriteLine($"  {$"--param {p.Name}={p.Default:0.########}",-32} {p.Label}: {p.Help} ({values}{(p.Choices.Count > 0 ? $"; {p.Words(p.Default)} unless you say otherwise" : "")})");
        }
    }

    private static void Strategies()
    {
        Console.WriteLine();
        Console.WriteLine("Strategies:");
        foreach (var kind in StrategyCatalogue.All)
            Console.WriteLine($"  {kind.Name,-22} {string.Join(" ", kind.Schema.Select(p => $"{p.Name}={p.Default:0.########}{(p.Choices.Count > 0 ? $" ({p.Words(p.Default)})" : "")}"))}");
    }
}
