using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Universes;

/// <summary>What a symbol is to a fleet.</summary>
public enum Membership
{
    /// <summary>It has no bot at work.</summary>
    Out,

    /// <summary>Its bot may enter.</summary>
    In,

    /// <summary>Its bot enters no more and stops when it is flat.</summary>
    Leaving,

    /// <summary>A person stopped its bot, or must look why it halted: it keeps its place and is left alone.</summary>
    Held,
}

/// <summary>What happens to a member.</summary>
public enum RosterMoveKind
{
    /// <summary>Its bot begins.</summary>
    Joins = 0,

    /// <summary>It belongs again before it was flat.</summary>
    Stays = 1,

    /// <summary>It enters no more.</summary>
    Leaves = 2,

    /// <summary>It was flat and stopped.</summary>
    Stops = 3,
}

/// <summary>A change of who is in.</summary>
/// <param name="At">The moment of the look; UTC.</param>
public sealed record RosterMove(DateTimeOffset At, Symbol Symbol, RosterMoveKind Kind, string Reason);

/// <summary>
/// Decides who joins and who leaves at a look: the same live and in a backtest. Who leaves keeps its place until it is flat, so that a fleet
/// never has more money in the market than its places.
/// </summary>
public static class Roster
{
    /// <param name="now">What each symbol is; one that is missing is out.</param>
    /// <param name="places">Most bots at work at once.</param>
    /// <returns>In the order they are to be done: leaving before joining. Nothing where the look says nothing.</returns>
    public static IReadOnlyList<RosterMove> Moves(UniverseLook look, IReadOnlyDictionary<Symbol, Membership> now, int places)
    {
        if (look.Refusal is not null)
            return [];
        var belongs = look.Members.Select(m => m.Symbol).ToHashSet();
        var moves = new List<RosterMove>();
        foreach (var symbol in now.Where(n => n.Value == Membership.In && !belongs.Contains(n.Key)).Select(n => n.Key).OrderBy(s => s.ToString(), StringComparer.Ordinal))
            moves.Add(new(look.At, symbol, RosterMoveKind.Leaves, look.WhyNot(symbol)));
        var taken = now.Values.Count(m => m != Membership.Out);
        foreach (var member in look.Members)
        {
            var membership = now.GetValueOrDefault(member.Symbol);
            if (membership == Membership.Leaving)
                moves.Add(new(look.At, member.Symbol, RosterMoveKind.Stays, member.Why));
            else if (membership == Membership.Out && taken++ < places)
                moves.Add(new(look.At, member.Symbol, RosterMoveKind.Joins, member.Why));
        }
        return moves;
    }
}
