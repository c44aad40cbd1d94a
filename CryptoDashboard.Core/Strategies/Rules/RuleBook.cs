using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Strategies.Rules.Compiled;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>
/// Every version of every rule document of this desk, ready to run, by names such as <c>rules:12@3</c>: where <see cref="StrategyCatalogue"/>
/// looks for what is not built in. It is filled from storage before bots are taken up and told of each new version; a version never changes.
/// </summary>
public sealed class RuleBook
{
    public const string Prefix = "rules:";

    private readonly ConcurrentDictionary<string, (StrategyKind Kind, RuleDocument Document)> _kinds = new(StringComparer.Ordinal);

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
    public void Put(int id, int version, RuleDocument document) => Put(NameOf(id, version), $"{document.Name} (version {version})", document);

    /// <summary>Adds a document that is in no storage, such as one of a file.</summary>
    /// <returns>Its strategy, named by the document: <c>rules:rsi-bounce</c>.</returns>
    public StrategyKind Put(RuleDocument document)
    {
        var words = new string([.. document.Name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Split('-', StringSplitOptions.RemoveEmptyEntries);
        return Put(Prefix + (words.Length == 0 ? "unnamed" : string.Join('-', words)), document.Name, document);
    }

    /// <summary>Forgets all versions of a document.</summary>
    public void Remove(int id)
    {
        foreach (var name in _kinds.Keys.Where(n => TryParse(n, out var of, out _) && of == id))
            _kinds.TryRemove(name, out _);
    }

    public bool TryGet(string name, [NotNullWhen(true)] out StrategyKind? kind)
    {
        kind = _kinds.TryGetValue(name, out var found) ? found.Kind : null;
        return kind is not null;
    }

    /// <summary>What the rules of this name say, or null where there are none.</summary>
    public RuleDocument? DocumentOf(string name) => _kinds.TryGetValue(name, out var found) ? found.Document : null;

    private StrategyKind Put(string name, string title, RuleDocument document)
    {
        var (plan, numbers) = (new RulePlan(document), new RuleNumbers(document));
        var defaults = numbers.Schema.Complete(ParameterSet.Empty);
        var kind = new StrategyKind(
            name, title, plan.Sentence, numbers.Schema, numbers.Relation,
            parameters => new RuleStrategy(parameters.Equals(defaults) ? plan : new RulePlan(numbers.With(parameters))))
        {
            Says = parameters => RuleSentence.Of(numbers.With(parameters)),
        };
        _kinds[name] = (kind, document);
        return kind;
    }
}
