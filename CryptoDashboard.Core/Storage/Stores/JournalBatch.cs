using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Signals;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>
/// Entries folded into rows: what is replaced several times within a batch is written once, in its last form, and what is made and
/// changed within it is inserted in its last form.
/// </summary>
internal sealed class JournalBatch(IReadOnlyList<JournalEntry> entries)
{
    private readonly Dictionary<int, BotProgress> _progress = [];
    private readonly Dictionary<int, Bot> _bots = [];
    private readonly Dictionary<int, Position> _positions = [];
    private readonly Dictionary<string, (Order Order, bool IsNew)> _orders = [];
    private readonly Dictionary<string, (Trade Trade, bool IsNew)> _trades = [];

    private readonly Dictionary<(int, int), (TradePlan Plan, bool IsNew)> _plans = [];

    /// <summary>Writes it all in the context's transaction.</summary>
    public async Task Write(DashboardDbContext db, CancellationToken cancel)
    {
        foreach (var entry in entries)
            Fold(entry);
        await Insert(db, entries.Select(e => e.Signal).OfType<SignalRecord>(), cancel);
        await Insert(db, entries.Select(e => e.Outside).OfType<OutsideSignal>(), cancel);
        await Insert(db, entries.Select(e => e.Equity).OfType<EquityPoint>(), cancel);
        await Insert(db, entries.SelectMany(e => e.Fills), cancel);
        await Insert(db, entries.SelectMany(e => e.Ledger), cancel);
        await Insert(db, entries.SelectMany(e => e.Events), cancel);
        await Insert(db, _orders.Values.Where(o => o.IsNew).Select(o => o.Order), cancel);
        await Insert(db, _trades.Values.Where(t => t.IsNew).Select(t => t.Trade), cancel);
        await Update(db, _progress.Values, cancel);
        await Update(db, _bots.Values, cancel);
        await Update(db, _positions.Values, cancel);
        await Update(db, _orders.Values.Where(o => !o.IsNew).Select(o => o.Order), cancel);
        await Update(db, _trades.Values.Where(t => !t.IsNew).Select(t => t.Trade), cancel);
        // Few, and made by people.
        db.AddRange(_plans.Values.Where(p => p.IsNew).Select(p => p.Plan));
        db.UpdateRange(_plans.Values.Where(p => !p.IsNew).Select(p => p.Plan));
        await db.SaveChangesAsync(cancel);
    }

    private static async Task Update<T>(DashboardDbContext db, IEnumerable<T> rows, CancellationToken cancel)
        where T : class
    {
        if (db.Database.IsNpgsql())
            await PostgreSqlRows.Update(db, [.. rows], cancel);
        else
            db.UpdateRange(rows);
    }

    /// <summary>PostgreSQL takes rows as a stream, which costs a tenth of a statement for each.</summary>
    private static async Task Insert<T>(DashboardDbContext db, IEnumerable<T> rows, CancellationToken cancel)
        where T : class
    {
        if (db.Database.IsNpgsql())
            await PostgreSqlRows.Insert(db, rows, cancel);
        else
            db.AddRange(rows);
    }

    private void Fold(JournalEntry entry)
    {
        _progress[entry.Progress.BotId] = entry.Progress;
        if (entry.Bot is not null)
            _bots[entry.Bot.Id] = entry.Bot;
        if (entry.Position is not null)
            _positions[entry.Position.BotId] = entry.Position;
        foreach (var order in entry.NewOrders)
            _orders[order.Id] = (order, true);
        foreach (var order in entry.ChangedOrders)
            _orders[order.Id] = (order, _orders.TryGetValue(order.Id, out var made) && made.IsNew);
        if (entry.NewPlan is { } drawn)
            _plans[(drawn.BotId, drawn.Number)] = (drawn, true);
        if (entry.ChangedPlan is { } turned)
            _plans[(turned.BotId, turned.Number)] = (turned, _plans.TryGetValue((turned.BotId, turned.Number), out var known) && known.IsNew);
        if (entry.NewTrade is { } opened)
            _trades[opened.Id] = (opened, true);
        if (entry.ChangedTrade is { } changed)
            _trades[changed.Id] = (changed, _trades.TryGetValue(changed.Id, out var begun) && begun.IsNew);
    }
}
