using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.Rules;
using CryptoDashboard.Monitoring;

namespace CryptoDashboard.CommandLine;

/// <summary>
/// Which strategy a verb is about: <c>--strategy NAME</c>, <c>--rules FILE</c> with a rule document, which needs no database, or
/// <c>--rules 12@3</c> (<c>--rules 12</c> for its newest version) with one of this desk.
/// </summary>
/// <param name="Document">Where it is rules: their guards and size count unless the words say otherwise.</param>
internal sealed record StrategyChoice(StrategyKind Kind, RuleDocument? Document)
{
    public static string Usage { get; } = $"--strategy NAME ({string.Join(", ", StrategyCatalogue.All.Select(k => k.Name))}), or --rules FILE with a rule document";

    public static async Task<StrategyChoice> Of(Words words, CancellationToken cancel)
    {
        if (words.Find("rules") is { } rules)
        {
            if (words.Has("strategy"))
                throw new UsageException("--strategy and --rules say two things; give one of them.");
            return File.Exists(rules) ? await FromFile(rules, cancel) : await FromDesk(rules, words, cancel);
        }
        var name = words.Find("strategy") ?? throw new UsageException($"Say what to run: {Usage}.");
        if (name.StartsWith(RuleBook.Prefix, StringComparison.Ordinal))
            return await FromDesk(name[RuleBook.Prefix.Length..], words, cancel);
        return StrategyCatalogue.TryGet(name, out var kind) ? new(kind, null) : throw new UsageException($"There is no strategy '{name}'; it is {Usage}.");
    }

    /// <summary>The profile of one entry with <c>--share</c> of equity, guarded as the rules propose and the parameters say.</summary>
    /// <param name="parameters">With guards among them, which are taken out.</param>
    public (ParameterSet Strategy, RiskProfile Risk) Split(Words words, ParameterSet parameters)
    {
        var (strategy, stops) = StopParameters.Split(parameters, Stops);
        return (strategy, RiskProfile.Default with { TradeShare = Share(words), MaxExposure = 1, Stops = stops });
    }

    public StopPlan Stops => Document is null ? StopPlan.None : StopPlan.Of(Document.Stops);

    public decimal Share(Words words) => BacktestVerb.Number(words, "share", Document?.Share ?? 1, 0.0001m, 1);

    private static async Task<StrategyChoice> FromFile(string path, CancellationToken cancel)
    {
        string text;
        try
        {
            // Longer ones are refused whole; nothing of such a file need be held.
            text = new FileInfo(path).Length <= 4L * RuleLimits.Characters ? await File.ReadAllTextAsync(path, cancel) : throw new UsageException($"{path} is too large for a rule document; {RuleLimits.Characters:#,0} characters are the most.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {exception.Message}");
        }
        var (document, faults) = RuleReader.Read(text);
        return document is not null
            ? new(StrategyCatalogue.Rules.Put(document), document)
            : throw new UsageException($"{path} is no rule document that can be run.{Environment.NewLine}{string.Join(Environment.NewLine, faults.Select(f => $"  {f}"))}");
    }

    private static async Task<StrategyChoice> FromDesk(string named, Words words, CancellationToken cancel)
    {
        var isNewest = int.TryParse(named, out var id);
        if (!isNewest && !RuleBook.TryParse(RuleBook.Prefix + named, out id, out _))
            throw new UsageException($"There is no file {named}. --rules wants a file with a rule document, or rules of this desk such as 12 or 12@3.");
        using var logging = Logging.ForVerbs();
        await using var workplace = await Workplace.Open(Settings.Read(words.ForConfiguration), logging.CreateLogger("rules"), cancel);
        await using var services = new ServiceCollection().AddStorage(workplace.Provider, workplace.ConnectionString).BuildServiceProvider();
        await services.GetRequiredService<Migrator>().Up(cancel);
        var versions = await services.GetRequiredService<IRuleStore>().Versions(id, cancel);
        if (versions.FirstOrDefault(v => isNewest || RuleBook.NameOf(id, v.Version) == RuleBook.Prefix + named) is not { } version)
            throw new UsageException($"This desk has no rules {named}{(versions.Count > 0 ? $"; of {id} there are the versions {string.Join(", ", versions.Select(v => v.Version).Order())}" : "")}.");
        var (document, faults) = RuleReader.Read(version.Json);
        if (document is null)
            throw new UsageException($"The rules {named} cannot be read by this program: {faults[0]}");
        StrategyCatalogue.Rules.Put(id, version.Version, document);
        return new(StrategyCatalogue.Get(RuleBook.NameOf(id, version.Version)), document);
    }
}
