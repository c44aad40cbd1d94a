using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Hooks;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Signals;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Bots in the database, and the one transaction that keeps what they do.</summary>
public sealed class BotStore(IDbContextFactory<DashboardDbContext> contexts) : IBotStore
{
    public async Task<IReadOnlyList<Bot>> All(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Bot>().AsNoTracking().OrderBy(b => b.Name).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<BotSnapshot>> Snapshots(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Read(db, db.Set<Bot>().OrderBy(b => b.Name), cancel);
    }

    public async Task<BotSnapshot?> Load(int botId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (await Read(db, db.Set<Bot>().Where(b => b.Id == botId), cancel)).SingleOrDefault();
    }

    public async Task<(Order Order, IReadOnlyList<Fill> Fills)?> LoadOrder(string orderId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<Order>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == orderId, cancel) is not { } order)
            return null;
        return (order, await db.Set<Fill>().AsNoTracking().Where(f => f.OrderId == orderId).OrderBy(f => f.At).ToListAsync(cancel));
    }

    public async Task<OutsideSignal?> LoadOutside(int botId, string messageId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<OutsideSignal>().AsNoTracking().FirstOrDefaultAsync(s => s.BotId == botId && s.MessageId == messageId, cancel);
    }

    public async Task<TradePlan?> LoadPlan(int botId, int number, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<TradePlan>().AsNoTracking().FirstOrDefaultAsync(p => p.BotId == botId && p.Number == number, cancel);
    }

    public async Task<IReadOnlyList<TradePlan>> Plans(IReadOnlyCollection<int> botIds, int count, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<TradePlan>().AsNoTracking().Where(p => botIds.Contains(p.BotId)).OrderByDescending(p => p.MadeAt).Take(count).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<DateTimeOffset>> EntriesSince(int botId, DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Order>().Where(o => o.BotId == botId && o.Purpose == Risk.TradePurpose.Entry && o.PlacedAt >= since).OrderBy(o => o.PlacedAt).Select(o => o.PlacedAt).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<BotSnapshot>> ToTakeUp(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Read(db, AtWork(db), cancel);
    }

    public async Task<IReadOnlyList<MarketId>> MarketsAtWork(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await AtWork(db).Select(b => b.Market).Distinct().ToListAsync(cancel);
    }

    public async Task<int> Create(Bot bot, Func<int, (IReadOnlyList<LedgerEntry> Ledger, DomainEvent Event)> books, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(bot);
        await db.SaveChangesAsync(cancel);
        var (ledger, told) = books(bot.Id);
        db.Add(new BotProgress { BotId = bot.Id, Cash = bot.Capital, Equity = bot.Capital, PeakEquity = bot.Capital, DayEquity = bot.Capital });
        db.Add(new Position { BotId = bot.Id, Market = bot.Market });
        db.Add(BotSettings.From(bot, bot.CreatedAt));
        db.AddRange(ledger);
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return bot.Id;
    }

    public async Task<bool> Edit(Bot bot, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var before = await db.Set<Bot>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == bot.Id, cancel);
        // The status is asked for in the statement itself: a start that slips in between makes this change nothing.
        var changed = await db.Set<Bot>().Where(b => b.Id == bot.Id && b.Status != BotStatus.Running).ExecuteUpdateAsync(
            set => set
                .SetProperty(b => b.Name, bot.Name)
                .SetProperty(b => b.Strategy, bot.Strategy)
                .SetProperty(b => b.Parameters, bot.Parameters)
                .SetProperty(b => b.TradeShare, bot.TradeShare)
                .SetProperty(b => b.MaxExposure, bot.MaxExposure)
                .SetProperty(b => b.Guards, bot.Guards)
                .SetProperty(b => b.IsDryRun, bot.IsDryRun)
                .SetProperty(b => b.Fills, bot.Fills)
                // What was armed was what it was before.
                .SetProperty(b => b.ArmedAt, (DateTimeOffset?)null),
            cancel);
        if (changed == 0)
            return false;
        await KeepSettings(db, before, bot, told.At, cancel);
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task<bool> KeepArming(Bot bot, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var changed = await db.Set<Bot>().Where(b => b.Id == bot.Id && b.Status != BotStatus.Running).ExecuteUpdateAsync(
            set => set.SetProperty(b => b.ArmedAt, bot.ArmedAt).SetProperty(b => b.ArmedBy, bot.ArmedBy).SetProperty(b => b.ArmedLimit, bot.ArmedLimit).SetProperty(b => b.ArmedDespite, bot.ArmedDespite),
            cancel);
        if (changed == 0)
            return false;
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task<bool> Delete(int botId, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var gone = await db.Set<Bot>()
            .Where(b => b.Id == botId && b.Status != BotStatus.Running && !db.Set<Order>().Any(o => o.BotId == botId && o.Status < OrderStatus.Filled)
                && !db.Set<TradePlan>().Any(p => p.BotId == botId && p.State < PlanState.Done))
            .ExecuteDeleteAsync(cancel);
        if (gone == 0)
            return false;
        await db.Set<BotProgress>().Where(p => p.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<Position>().Where(p => p.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<Trade>().Where(t => t.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<Fill>().Where(f => f.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<Order>().Where(o => o.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<TradePlan>().Where(p => p.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<SignalRecord>().Where(s => s.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<EquityPoint>().Where(p => p.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<BotSettings>().Where(s => s.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<ParityRow>().Where(r => r.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<OutsideSignal>().Where(s => s.BotId == botId).ExecuteDeleteAsync(cancel);
        await db.Set<Hook>().Where(h => h.BotId == botId).ExecuteDeleteAsync(cancel);
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task Commit(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (entries.Any(e => e.Events.Count > 0))
            await EventTurn.Take(db, cancel);
        await new JournalBatch(entries).Write(db, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Keeps what the settings are from now on; of a bot that was made before they were kept, what they were so far too.</summary>
    private static async Task KeepSettings(DashboardDbContext db, Bot? before, Bot bot, DateTimeOffset now, CancellationToken cancel)
    {
        if (before is not null && await db.Set<BotSettings>().Where(s => s.BotId == bot.Id).Select(s => s.BotId).FirstOrDefaultAsync(cancel) == 0)
            db.Add(BotSettings.From(before, before.CreatedAt));
        db.Add(BotSettings.From(bot, now));
    }

    private static IQueryable<Bot> AtWork(DashboardDbContext db) => db.Set<Bot>().AsNoTracking().Where(
        b => b.Status == BotStatus.Running
            || db.Set<Order>().Any(o => o.BotId == b.Id && o.Status < OrderStatus.Filled)
            || db.Set<TradePlan>().Any(p => p.BotId == b.Id && p.State < PlanState.Done));

    private static async Task<IReadOnlyList<BotSnapshot>> Read(DashboardDbContext db, IQueryable<Bot> bots, CancellationToken cancel)
    {
        // One statement sees one moment; four would see four, between which the bot may have gone on. PostgreSQL shows one moment to a whole
        // transaction, and orders times fills times trades in one result would be many rows for few.
        await using var moment = db.Database.IsNpgsql() ? await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel) : null;
        var query =
            from bot in bots.AsNoTracking()
            join progress in db.Set<BotProgress>() on bot.Id equals progress.BotId
            join position in db.Set<Position>() on bot.Id equals position.BotId
            select new
            {
                Bot = bot,
                Progress = progress,
                Position = position,
                OpenTrade = db.Set<Trade>().Where(t => t.BotId == bot.Id && t.ClosedAt == null).OrderByDescending(t => t.OpenedAt).FirstOrDefault(),
                Orders = db.Set<Order>().Where(o => o.BotId == bot.Id && o.Status < OrderStatus.Filled).ToList(),
                Fills = db.Set<Fill>().Where(f => f.BotId == bot.Id && db.Set<Order>().Any(o => o.Id == f.OrderId && o.Status < OrderStatus.Filled)).ToList(),
                Plans = db.Set<TradePlan>().Where(p => p.BotId == bot.Id && p.State < PlanState.Done).ToList(),
                Last = db.Set<Trade>().Where(t => t.BotId == bot.Id && t.ClosedAt != null).OrderByDescending(t => t.ClosedAt).Take(Risk.RiskProfile.KeptTrades).ToList(),
            };
        var rows = await (moment is null ? query.AsSingleQuery() : query.AsSplitQuery()).ToListAsync(cancel);
        return [.. rows.Select(r => new BotSnapshot(r.Bot, r.Progress, r.Position, r.OpenTrade, r.Orders, r.Fills, r.Last) { Plans = r.Plans })];
    }
}
