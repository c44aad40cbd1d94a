using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Drills;

/// <summary>The bots' store on a disk that can be full: for a while nothing is kept. The last step before is kept, and that is not told.</summary>
public sealed class FullDisk(IBotStore disk, TimeProvider time) : IBotStore
{
    private long _fullUntil;
    private int _keepsOnce;

    /// <summary>From now on nothing is kept until a moment has come.</summary>
    public void FillUntil(DateTimeOffset moment)
    {
        Volatile.Write(ref _keepsOnce, 1);
        Volatile.Write(ref _fullUntil, moment.UtcTicks);
    }

    public async Task Commit(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        var isFull = time.GetUtcNow().UtcTicks < Volatile.Read(ref _fullUntil);
        if (!isFull || Interlocked.Exchange(ref _keepsOnce, 0) == 1)
            await disk.Commit(entries, cancel);
        if (isFull)
            throw new IOException("No space left on device.");
    }

    public Task<IReadOnlyList<Bot>> All(CancellationToken cancel) => disk.All(cancel);

    public Task<IReadOnlyList<BotSnapshot>> Snapshots(CancellationToken cancel) => disk.Snapshots(cancel);

    public Task<OutsideSignal?> LoadOutside(int botId, string messageId, CancellationToken cancel) => disk.LoadOutside(botId, messageId, cancel);

    public Task<BotSnapshot?> Load(int botId, CancellationToken cancel) => disk.Load(botId, cancel);

    public Task<(Order Order, IReadOnlyList<Fill> Fills)?> LoadOrder(string orderId, CancellationToken cancel) => disk.LoadOrder(orderId, cancel);

    public Task<TradePlan?> LoadPlan(int botId, int number, CancellationToken cancel) => disk.LoadPlan(botId, number, cancel);

    public Task<IReadOnlyList<TradePlan>> Plans(IReadOnlyCollection<int> botIds, int count, CancellationToken cancel) => disk.Plans(botIds, count, cancel);

    public Task<IReadOnlyList<MarketId>> MarketsAtWork(CancellationToken cancel) => disk.MarketsAtWork(cancel);

    public Task<IReadOnlyList<DateTimeOffset>> EntriesSince(int botId, DateTimeOffset since, CancellationToken cancel) => disk.EntriesSince(botId, since, cancel);

    public Task<IReadOnlyList<BotSnapshot>> ToTakeUp(CancellationToken cancel) => disk.ToTakeUp(cancel);

    public Task<int> Create(Bot bot, Func<int, (IReadOnlyList<LedgerEntry> Ledger, DomainEvent Event)> books, CancellationToken cancel) => disk.Create(bot, books, cancel);

    public Task<bool> Edit(Bot bot, DomainEvent told, CancellationToken cancel) => disk.Edit(bot, told, cancel);

    public Task<bool> KeepArming(Bot bot, DomainEvent told, CancellationToken cancel) => disk.KeepArming(bot, told, cancel);

    public Task<bool> Delete(int botId, DomainEvent told, CancellationToken cancel) => disk.Delete(botId, told, cancel);
}
