using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
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

    public void AddTo(DashboardDbContext db)
    {
        foreach (var entry in entries)
        {
            Fold(entry);
            if (entry.Signal is not null)
                db.Add(entry.Signal);
            if (entry.Equity is not null)
                db.Add(entry.Equity);
            db.AddRange(entry.Fills);
            db.AddRange(entry.Ledger);
            db.AddRange(entry.Events);
        }
        db.UpdateRange(_progress.Values);
        db.UpdateRange(_bots.Values);
        db.UpdateRange(_positions.Values);
        foreach (var (order, isNew) in _orders.Values)
            db.Entry(order).State = isNew ? EntityState.Added : EntityState.Modified;
        foreach (var (trade, isNew) in _trades.Values)
            db.Entry(trade).State = isNew ? EntityState.Added : EntityState.Modified;
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
        if (entry.NewTrade is { } opened)
            _trades[opened.Id] = (opened, true);
        if (entry.ChangedTrade is { } changed)
            _trades[changed.Id] = (changed, _trades.TryGetValue(changed.Id, out var begun) && begun.IsNew);
    }
}
