using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Universes;

/// <summary>Who belongs to a universe as of a moment.</summary>
/// <param name="Members">In the order of the list.</param>
/// <param name="LeftOut">Those that were looked at and are not members.</param>
public sealed record UniverseLook(DateTimeOffset At, IReadOnlyList<UniverseMember> Members, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>Why nothing can be said of that moment, as a sentence that says what to do; null where something can.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why a symbol is no member.</summary>
    public string WhyNot(Symbol symbol) => LeftOut.FirstOrDefault(l => l.Symbol == symbol)?.Reason ?? "no longer in the list";
}

/// <summary>A symbol that belongs.</summary>
/// <param name="Why">Its place in the list with its numbers.</param>
public sealed record UniverseMember(Symbol Symbol, string Why);

/// <summary>A symbol that does not.</summary>
/// <param name="Reason">With its numbers.</param>
public sealed record LeftOut(Symbol Symbol, string Reason);
