using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Bots;

/// <summary>What one step of one bot changes; kept whole or not at all.</summary>
public sealed record JournalEntry
{
    public required BotProgress Progress { get; init; }

    /// <summary>Set when the bot's status changes with this step.</summary>
    public Bot? Bot { get; init; }

    public SignalRecord? Signal { get; init; }

    /// <summary>A signal that came from outside, with its fate.</summary>
    public OutsideSignal? Outside { get; init; }

    public EquityPoint? Equity { get; init; }

    public IReadOnlyList<Order> NewOrders { get; init; } = [];

    public IReadOnlyList<Order> ChangedOrders { get; init; } = [];

    public IReadOnlyList<Fill> Fills { get; init; } = [];

    public Position? Position { get; init; }

    /// <summary>A round trip that began with this step.</summary>
    public Trade? NewTrade { get; init; }

    /// <summary>A round trip that changed or ended with this step.</summary>
    public Trade? ChangedTrade { get; init; }

    /// <summary>A plan that was made with this step.</summary>
    public TradePlan? NewPlan { get; init; }

    /// <summary>A plan that changed with this step.</summary>
    public TradePlan? ChangedPlan { get; init; }

    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    public IReadOnlyList<DomainEvent> Events { get; init; } = [];
}
