using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills;

/// <summary>What the desk believes at the end of a scenario, read from its database.</summary>
/// <param name="Orders">All of the bot's.</param>
/// <param name="Fills">All of the bot's.</param>
/// <param name="Sums">Of all ledger lines by asset; each is to be zero.</param>
/// <param name="Halted">Why the bot had halted before it was stopped, or null.</param>
/// <param name="SentTooEarly">Orders that arrived at the exchange before they were durable here.</param>
public sealed record DrilledBooks(
    BotSnapshot Bot, IReadOnlyList<Order> Orders, IReadOnlyList<Fill> Fills, IReadOnlyDictionary<string, decimal> Sums, string? Halted, int SentTooEarly);
