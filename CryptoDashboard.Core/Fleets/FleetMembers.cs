using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Fleets;

/// <summary>The bots of a fleet, and what each of them is to it.</summary>
public sealed class FleetMembers
{
    private readonly Dictionary<Symbol, Bot> _bots;

    /// <param name="all">Bots, those of others among them.</param>
    public FleetMembers(int fleetId, IEnumerable<Bot> all) =>
        _bots = all.Where(b => b.FleetId == fleetId).GroupBy(b => b.Market.Symbol).ToDictionary(g => g.Key, g => g.OrderByDescending(b => b.Status == BotStatus.Running).ThenBy(b => b.Id).First());

    public IReadOnlyCollection<Bot> Bots => _bots.Values;

    public Bot? Of(Symbol symbol) => _bots.GetValueOrDefault(symbol);

    /// <param name="begins">Whether the fleet begins anew: what a person stopped before is taken up again.</param>
    public IReadOnlyDictionary<Symbol, Membership> Now(bool begins) => _bots.ToDictionary(b => b.Key, b => Of(b.Value, begins));

    /// <summary>What a bot is to its fleet. One that stopped on its own has left; one that a person stopped keeps its place and is left alone.</summary>
    public static Membership Of(Bot bot, bool begins) => bot.Status switch
    {
        BotStatus.Running => bot.LeavesAt is null ? Membership.In : Membership.Leaving,
        BotStatus.Halted => Membership.Held,
        _ => bot.LeavesAt is not null || begins ? Membership.Out : Membership.Held,
    };
}
