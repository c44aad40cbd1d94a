using CryptoDashboard.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Reads orders and fills.</summary>
public sealed class OrderStore(IDbContextFactory<DashboardDbContext> contexts)
{
    private const int FeesAtOnce = 500;

    /// <summary>Orders, newest first.</summary>
    public async Task<Page<Order>> List(HistoryFilter filter, int skip, int take, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var orders = Filtered(db, filter);
        return new Page<Order>(
            await orders.OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id).Skip(skip).Take(take).ToListAsync(cancel),
            await orders.CountAsync(cancel));
    }

    /// <summary>All orders that fit, oldest first, streamed.</summary>
    public async IAsyncEnumerable<Order> Stream(HistoryFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await foreach (var order in Filtered(db, filter).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id).AsAsyncEnumerable().WithCancellation(cancel))
            yield return order;
    }

    /// <summary>All orders that fit with what each cost in fees, oldest first, streamed.</summary>
    public async IAsyncEnumerable<(Order Order, decimal? Fees)> StreamWithFees(HistoryFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var orders in Stream(filter, cancel).Chunk(FeesAtOnce).WithCancellation(cancel))
        {
            var fees = await Fees([.. orders.Select(o => o.Id)], cancel);
            foreach (var order in orders)
                yield return (order, fees.TryGetValue(order.Id, out var known) ? known : null);
        }
    }

    /// <summary>Every fill there is, oldest first, streamed.</summary>
    public async IAsyncEnumerable<Fill> AllFills([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await foreach (var fill in db.Set<Fill>().AsNoTracking().OrderBy(f => f.At).ThenBy(f => f.OrderId).ThenBy(f => f.FillId).AsAsyncEnumerable().WithCancellation(cancel))
            yield return fill;
    }

    /// <summary>Every fill of one order, oldest first.</summary>
    public async Task<IReadOnlyList<Fill>> FillsOf(string orderId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Fill>().AsNoTracking().Where(f => f.OrderId == orderId).OrderBy(f => f.At).ThenBy(f => f.FillId).ToListAsync(cancel);
    }

    /// <summary>What each of these orders cost in fees, quote units; null where the worth of a fee was not known. Orders without a fill are not in it.</summary>
    public async Task<IReadOnlyDictionary<string, decimal?>> Fees(IReadOnlyCollection<string> orderIds, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var fees = await db.Set<Fill>().Where(f => orderIds.Contains(f.OrderId)).Select(f => new { f.OrderId, f.FeeValue }).ToListAsync(cancel);
        return fees.GroupBy(f => f.OrderId).ToDictionary(g => g.Key, g => g.Any(f => f.FeeValue is null) ? (decimal?)null : g.Sum(f => f.FeeValue!.Value));
    }

    /// <summary>Fills of one bot since a moment, oldest first: the marks on its chart.</summary>
    public async Task<IReadOnlyList<Fill>> Fills(int botId, DateTimeOffset from, int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var newest = await db.Set<Fill>().AsNoTracking().Where(f => f.BotId == botId && f.At >= from).OrderByDescending(f => f.At).Take(max).ToListAsync(cancel);
        newest.Reverse();
        return newest;
    }

    private static IQueryable<Order> Filtered(DashboardDbContext db, HistoryFilter filter)
    {
        var orders = db.Set<Order>().AsNoTracking();
        if (filter.BotId is { } bot)
            orders = orders.Where(o => o.BotId == bot);
        if (filter.Market is { } market)
            orders = orders.Where(o => o.Market == market);
        if (filter.Open is { } open)
            orders = orders.Where(o => o.Status < OrderStatus.Filled == open);
        if (filter.From is { } from)
            orders = orders.Where(o => o.PlacedAt >= from);
        if (filter.To is { } to)
            orders = orders.Where(o => o.PlacedAt < to);
        return orders;
    }
}
