using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CryptoDashboard.Core.Strategies.Rules.Compiled;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>
/// Every version of every rule document of this desk, ready to run, by names such as <c>rules:12@3</c>: where <see cref="StrategyCatalogue"/>
/// looks for what is not built in. It is filled from storage before bots are taken up and told of each new version; a version never changes.
/// </summary>
public sealed class RuleBook
{
    public const string Prefix = "rules:";

    private readonly ConcurrentDictionary<(int Id, int Version), (StrategyKind Kind, RuleDocument Document)> _kinds = [];

    /// <summary>What a bot calls version <paramref name="version"/> of document <paramref name="id"/>.</summary>
    public static string NameOf(int id, int version) => $"{Prefix}{id}@{version}";

    /// <summary>Reads a name such as <c>rules:12@3</c>.</summary>
    public static bool TryParse(string name, out int id, out int version)
    {
        (id, version) = (0, 0);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || name.IndexOf('@') is not (> 0 and var at))
            return false;
        return int.TryParse(name.AsSpan(Prefix.Length, at - Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out id)
            && int.TryParse(name.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out version) && id > 0 && version > 0;
    }

    /// <summary>Adds a version, or puts in its place the one that storage has.</summary>
    public void Put(int id, int version, RuleDocument document)
    {
        var plan = new RulePlan(document);
        _kinds[(id, version)] = (new StrategyKind(NameOf(id, version), $"{document.Name} (version {version})", plan.Sentence, [], _ => null, _ => new RuleStrategy(plan)), document);
    }

    /// <summary>Forgets all versions of a document.</summary>
    public void Remove(int id)
    {
        foreach (var key in _kinds.Keys.Where(k => k.Id == id))
            _kinds.TryRemove(key, out _);
    }

    public bool TryGet(string name, [NotNullWhen(true)] out StrategyKind? kind)
    {
        kind = TryParse(name, out var id, out var version) && _kinds.TryGetValue((id, version), out var found) ? found.Kind : null;
        return kind is not null;
    }

    /// <summary>What the rules of this name say, or null where there are none.</summary>
    public RuleDocument? DocumentOf(string name) => TryParse(name, out var id, out var version) && _kinds.TryGetValue((id, version), out var found) ? found.Document : null;
}
