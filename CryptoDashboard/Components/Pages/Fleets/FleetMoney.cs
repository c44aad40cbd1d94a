using CryptoDashboard.Components.Pages.Bots;
using CryptoDashboard.Core.Fleets;

namespace CryptoDashboard.Components.Pages.Fleets;

/// <summary>What a fleet's money has come to: its capital with what its members made of theirs.</summary>
internal sealed record FleetMoney(decimal Equity, decimal Profit, decimal InMarket)
{
    /// <param name="members">All that ever had a place: what those that left made counts too.</param>
    public static FleetMoney Of(Fleet fleet, IReadOnlyCollection<BotRow> members)
    {
        var profit = members.Sum(m => m.Equity - m.Bot.Capital);
        return new(fleet.Capital + profit, profit, members.Sum(m => m.Equity - m.Holding.Cash));
    }
}
