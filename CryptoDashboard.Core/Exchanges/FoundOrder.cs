using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>An order as its exchange sees it.</summary>
/// <param name="State">What it has become there.</param>
/// <param name="Filled">Base units in all.</param>
/// <param name="Fills">All of them, oldest first.</param>
public sealed record FoundOrder(string? ExchangeId, FoundState State, Quantity Filled, IReadOnlyList<Fill> Fills, DateTimeOffset At);

/// <summary>Where an order stands at its exchange.</summary>
public enum FoundState
{
    Open = 1,
    Filled = 2,
    Cancelled = 3,
    Rejected = 4,
    Expired = 5,
}
