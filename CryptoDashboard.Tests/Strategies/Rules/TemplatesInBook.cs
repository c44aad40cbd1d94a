using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Tests.Strategies.Rules;

/// <summary>The templates under names of the catalogue, with ids that no database gives, so that contracts test rules like any strategy.</summary>
internal static class TemplatesInBook
{
    private const int FirstId = 1_900_000_000;

    static TemplatesInBook()
    {
        foreach (var (at, template) in RuleTemplates.All.Index())
            StrategyCatalogue.Rules.Put(FirstId + at, 1, template.Document);
    }

    public static IEnumerable<string> Names { get; } = [.. RuleTemplates.All.Select((_, at) => RuleBook.NameOf(FirstId + at, 1))];
}
