using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;

namespace CryptoDashboard.Core.Bots;

/// <summary>All that is stored of one bot's present, read in one go.</summary>
/// <param name="OpenOrders">Orders in no final status.</param>
/// <param name="Fills">The fills of those orders.</param>
/// <param name="LastTrades">The last closed trades, newest first, <see cref="Risk.RiskProfile.KeptTrades"/> at most.</param>
public sealed record BotSnapshot(
    Bot Bot, BotProgress Progress, Position Position, Trade? OpenTrade, IReadOnlyList<Order> OpenOrders, IReadOnlyList<Fill> Fills, IReadOnlyList<Trade> LastTrades)
{
    /// <summary>Its plans that are not over.</summary>
    public IReadOnlyList<TradePlan> Plans { get; init; } = [];
}
