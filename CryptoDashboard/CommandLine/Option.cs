namespace CryptoDashboard.CommandLine;

/// <summary>One option of a verb, as <c>--help</c> prints it.</summary>
/// <param name="Name">Without the dashes: <c>cash</c>.</param>
/// <param name="Value">What follows it, such as <c>10000</c>; empty where nothing does.</param>
/// <param name="Meaning">What it does, in one line.</param>
internal sealed record Option(string Name, string Value, string Meaning)
{
    // What every verb that may open the desk's database takes beside its own; settings by section are told by their colon.
    private static readonly string[] OfTheDesk = ["data", "urls", "environment"];

    /// <summary>What a verb that tries strategies takes of strategy, candles and costs.</summary>
    public static IReadOnlyList<Option> OfTrying { get; } =
    [
        new("param", "name=value", "one of the parameters below, as often as needed"),
        new("strategy", "NAME", "which strategy; with --help and a name, its parameters"),
        new("rules", "FILE|12@3", "a rule document in its place, from a file or of this desk"),
        new("file", "CSV[,CSV…]", "candles: open time, open, high, low, close, volume and whatever follows; plain, .gz or .zip, in place of a market"),
        new("market", "binance:BTC/USDT", "stored candles of this market; with --file, what its market is called"),
        new("timeframe", "1m", "1m, 5m, 1h, 1d …; of a file it is read off the candles"),
        new("from", "2024-01-31", "first day (UTC), or a time such as 2024-01-31T12:00Z"),
        new("to", "2024-03-01", "the day before which it ends"),
        new("json", "", "JSON, and nothing else, to standard output"),
    ];

    /// <summary>What money and its costs are assumed to be.</summary>
    public static IReadOnlyList<Option> OfMoney { get; } =
    [
        new("cash", "10000", "what it begins with, in the quote currency"),
        new("fee", "0.001", "share of each side's value: 0.001 is 0.1 %"),
        new("spread", "0.0005", "share of the price; a taker pays half of it"),
        new("slippage", "0.0005", "share of the price that a taker pays"),
        new("share", "0.25", "share of the equity that an entry spends"),
        new("fill", "next-open|close", "at which price a decision is met"),
        new("filters", "", "tick, lot and smallest order as read off the candles"),
    ];

    /// <summary>Refuses what is none of these: a mistyped option would else leave its default in force unseen.</summary>
    /// <exception cref="UsageException">An option is not known to the verb.</exception>
    public static void RefuseOthers(Words words, string verb, IReadOnlyList<Option> known)
    {
        var names = known.Select(o => o.Name).ToList();
        if (words.Names.FirstOrDefault(n => !n.Contains(':') && !names.Contains(n, StringComparer.OrdinalIgnoreCase) && !OfTheDesk.Contains(n, StringComparer.OrdinalIgnoreCase)) is { } other)
        {
            var meant = Words.Nearest(other, names) is { } near ? $" Did you mean --{near}?" : "";
            throw new UsageException($"{verb} has no option --{other}.{meant} It has {(names.Count == 0 ? "none" : string.Join(", ", names.Select(n => "--" + n)))}. ./run {verb} --help says what they do.");
        }
    }

    /// <summary>Whether somebody asks for help in place of a run.</summary>
    public static bool AsksForHelp(IEnumerable<string> args) => args.Any(a => a is "--help" or "-h");

    public static void Print(string example, IEnumerable<Option> options)
    {
        Console.WriteLine($"Usage: ./run {example}");
        foreach (var option in options)
            Console.WriteLine($"  {$"--{option.Name} {option.Value}",-32} {option.Meaning}");
    }
}
