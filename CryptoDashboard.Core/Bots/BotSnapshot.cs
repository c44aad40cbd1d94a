using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;

namespace CryptoDashboard.Core.Bots;

/// <summary>All that is stored of one bot's present, read in one go.</summary>
/// <param name="OpenOrders">Orders in no final status.</param>
public sealed record BotSnapshot(Bot Bot, BotProgress Progress, Position Position, Trade? OpenTrade, IReadOnlyList<Order> OpenOrders);
