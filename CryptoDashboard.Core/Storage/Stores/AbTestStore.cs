using CryptoDashboard.Core.Backtesting.AbTests;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Signals;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Tests of two bots in the database.</summary>
public sealed class AbTestStore(IDbContextFactory<DashboardDbContext> contexts) : IAbTestStore
{
    public async Task<IReadOnlyList<AbTest>> All(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<AbTest>().AsNoTracking().OrderByDescending(t => t.Id).ToListAsync(cancel);
    }

    public async Task<AbTest?> Find(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<AbTest>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, cancel);
    }

    public async Task<AbTest> Add(AbTest test, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(test);
        await db.SaveChangesAsync(cancel);
        return test;
    }

    public async Task Delete(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<AbTest>().Where(t => t.Id == id).ExecuteDeleteAsync(cancel);
    }

    public async Task<IReadOnlyList<EquitySample>> Equity(Bot bot, DateTimeOffset from, TimeSpan step, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var samples = new List<EquitySample>();
        long? current = null;
        var rows = db.Set<SignalRecord>().AsNoTracking().Where(s => s.BotId == bot.Id && s.OpenTime >= from).OrderBy(s => s.OpenTime).Select(s => new { s.OpenTime, s.Equity });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var sample = new EquitySample(row.OpenTime + bot.Timeframe.Duration, (double)row.Equity);
            var block = (sample.At.UtcTicks - 1) / step.Ticks;
            if (block == current)
                samples[^1] = sample;
            else
                samples.Add(sample);
            current = block;
        }
        return samples;
    }

    public async Task<(DateTimeOffset First, DateTimeOffset Last)?> Handled(Bot bot, DateTimeOffset from, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var handled = db.Set<SignalRecord>().Where(s => s.BotId == bot.Id && s.OpenTime >= from);
        var first = await handled.OrderBy(s => s.OpenTime).Select(s => (DateTimeOffset?)s.OpenTime).FirstOrDefaultAsync(cancel);
        var last = await handled.OrderByDescending(s => s.OpenTime).Select(s => (DateTimeOffset?)s.OpenTime).FirstOrDefaultAsync(cancel);
        return first is { } begun && last is { } come ? (begun + bot.Timeframe.Duration, come + bot.Timeframe.Duration) : null;
    }
}
