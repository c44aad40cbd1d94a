using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Bots;

/// <summary>Bots as they are stored.</summary>
public interface IBotStore
{
    Task<IReadOnlyList<Bot>> All(CancellationToken cancel);

    /// <summary>Bots with their progress and positions, for lists.</summary>
    Task<IReadOnlyList<BotSnapshot>> Snapshots(CancellationToken cancel);

    Task<BotSnapshot?> Load(int botId, CancellationToken cancel);

    /// <summary>An order with its fills, open or not; null for one that is not known.</summary>
    Task<(Order Order, IReadOnlyList<Fill> Fills)?> LoadOrder(string orderId, CancellationToken cancel);

    /// <summary>What became of a message from outside; null for one that is not known.</summary>
    Task<OutsideSignal?> LoadOutside(int botId, string messageId, CancellationToken cancel);

    /// <summary>A plan, over or not; null for one that is not known.</summary>
    Task<TradePlan?> LoadPlan(int botId, int number, CancellationToken cancel);

    /// <summary>Plans of these bots, newest first.</summary>
    Task<IReadOnlyList<TradePlan>> Plans(IReadOnlyCollection<int> botIds, int count, CancellationToken cancel);

    /// <summary>When the bot placed entries since a moment of its market's clock, oldest first.</summary>
    Task<IReadOnlyList<DateTimeOffset>> EntriesSince(int botId, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Bots that run, or that have orders or plans still open: what the engine takes up at start.</summary>
    Task<IReadOnlyList<BotSnapshot>> ToTakeUp(CancellationToken cancel);

    /// <summary>Markets where a bot runs, or has orders or plans open: their prices are needed, whoever looks at them.</summary>
    Task<IReadOnlyList<Markets.MarketId>> MarketsAtWork(CancellationToken cancel);

    /// <summary>Keeps a new bot with its capital booked; returns its id.</summary>
    Task<int> Create(Bot bot, Func<int, (IReadOnlyList<LedgerEntry> Ledger, DomainEvent Event)> books, CancellationToken cancel);

    /// <summary>Replaces the settings of a bot that is not running.</summary>
    /// <returns>False when it is running or gone; nothing was changed then.</returns>
    Task<bool> Edit(Bot bot, DomainEvent told, CancellationToken cancel);

    /// <summary>Replaces who armed a bot that is not running, and with what.</summary>
    /// <returns>False when it is running or gone; nothing was changed then.</returns>
    Task<bool> KeepArming(Bot bot, DomainEvent told, CancellationToken cancel);

    /// <summary>Removes a bot that is not running with all that belongs to it; its ledger lines stay.</summary>
    /// <returns>False when it is running, has an open order or plan, or is gone; nothing was changed then.</returns>
    Task<bool> Delete(int botId, DomainEvent told, CancellationToken cancel);

    /// <summary>Keeps the entries in one transaction, in their order, with their events.</summary>
    Task Commit(IReadOnlyList<JournalEntry> entries, CancellationToken cancel);
}
