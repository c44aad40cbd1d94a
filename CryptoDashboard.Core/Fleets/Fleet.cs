using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Fleets;

/// <summary>A bot for each member of a universe: what they all have in common, and how far it has come. Its members are ordinary bots, on paper.</summary>
public sealed record Fleet
{
    public const int MostPlaces = 50;

    /// <summary>Longest name: a member is called after its fleet and its symbol.</summary>
    public const int MostName = 38;

    /// <summary>Longest sentence of what went wrong, characters.</summary>
    public const int MostTrouble = 1_000;

    /// <summary>Given by the database; 0 before it is stored.</summary>
    public int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>A <see cref="Universes.Universe"/> as JSON: a copy, so that nobody changes a running fleet from elsewhere.</summary>
    public required string Document { get; init; }

    public required Timeframe Timeframe { get; init; }

    public required string Strategy { get; init; }

    /// <summary>Complete values for the strategy's schema, as JSON.</summary>
    public required string Parameters { get; init; }

    /// <summary>Of the whole fleet; quote units. Each place has an even share of it.</summary>
    public required decimal Capital { get; init; }

    /// <summary>Most members at work at once.</summary>
    public required int Places { get; init; }

    /// <summary>Share of its equity that a member spends by one entry.</summary>
    public required decimal TradeShare { get; init; }

    /// <summary>Largest share of its equity that a member has in the market.</summary>
    public required decimal MaxExposure { get; init; }

    /// <summary>The rest of the risk profile, as JSON; null for the defaults.</summary>
    public string? Guards { get; init; }

    public FleetStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset StatusChangedAt { get; init; }

    /// <summary>The moment that the last look was as of; null before the first.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Why the last look led to nothing, as a sentence; null where it did.</summary>
    public string? Trouble { get; init; }

    public Universe Universe => Universe.Parse(Document);

    /// <summary>What a member begins with; quote units.</summary>
    public decimal Share => decimal.Round(Capital / Places, 8, MidpointRounding.ToZero);

    /// <summary>The bot of a symbol, not stored yet.</summary>
    public Bot Member(Universe universe, Symbol symbol) => new()
    {
        Name = $"{Name} {symbol}",
        Market = new MarketId(universe.Exchange, symbol),
        Timeframe = Timeframe,
        Strategy = Strategy,
        Parameters = Parameters,
        Capital = Share,
        TradeShare = TradeShare,
        MaxExposure = MaxExposure,
        Guards = Guards,
        FleetId = Id,
        CreatedAt = CreatedAt,
    };
}
