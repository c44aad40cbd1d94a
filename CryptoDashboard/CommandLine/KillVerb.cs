using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.CommandLine;

/// <summary><c>kill [--flatten] [--reason TEXT] | kill --release</c>: the kill switch, without the program, the database or any page.</summary>
internal static class KillVerb
{
    public static readonly Usage Usage = new(
        "kill --flatten --reason \"The feed is wrong\"",
        new Option("flatten", "", "sell what the bots hold, too; else their guards stay at work"),
        new Option("reason", "TEXT", "kept with it and shown"),
        new Option("release", "", "let go: no bot starts by itself"));

    public static Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = Usage.ReadOptions(args);
        var folder = Path.GetFullPath(Settings.Read(words.ForConfiguration)["Data"] ?? "data");
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no data folder {folder}. Say which one with --data.");
        var flag = new KillSwitch(folder);
        if (words.Has("release"))
        {
            flag.Release();
            Console.WriteLine("The kill switch is off. No bot starts by itself.");
            return Task.FromResult(0);
        }
        flag.Press(new KillOrder(TimeProvider.System.GetUtcNow(), $"{Environment.UserName} (command line)", words.Find("reason") ?? "Pressed on the command line.", words.Has("flatten")));
        Console.WriteLine("The kill switch is on: a running desk stops every bot within a second, one that starts opens nothing. Release it with kill --release.");
        return Task.FromResult(0);
    }
}
