using CryptoDashboard.Core.Backtesting.Parity;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Signals;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Past days of bots in the database, and the reports on them.</summary>
public sealed class ParityStore(IDbContextFactory<DashboardDbContext> contexts) : IParityStore
{
    private static readonly string[] OfBot = ["bot-started", "bot-stopped", "bot-halted", "bot-edited"];
    private static readonly string[] OfDesk = ["kill-switch-on", "kill-switch-off", "feed-switched"];

    public async Task<LivedDay?> Read(int botId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var bot = await db.Set<Bot>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == botId, cancel);
        var progress = await db.Set<BotProgress>().AsNoTracking().FirstOrDefaultAsync(p => p.BotId == botId, cancel);
        return bot is null || progress is null ? null : await ReadDay(db, bot, progress, from, to, cancel);
    }

    /// <summary>What is stored of the day of a bot that is known.</summary>
    internal static async Task<LivedDay> ReadDay(DashboardDbContext db, Bot bot, BotProgress progress, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var botId = bot.Id;
        var signals = db.Set<SignalRecord>().AsNoTracking().Where(s => s.BotId == botId);
        var (before, beyond, hourBefore) = (from - bot.Timeframe.Duration, to + LivedDay.Beyond, from.AddHours(-1));
        var fills = await db.Set<Fill>().AsNoTracking().Where(f => f.BotId == botId && f.At < beyond).OrderBy(f => f.At).ThenBy(f => f.OrderId).ThenBy(f => f.FillId).ToListAsync(cancel);
        var orders = await db.Set<Order>().AsNoTracking()
            .Where(o => o.BotId == botId && o.PlacedAt < beyond && (o.EndedAt == null || o.EndedAt >= hourBefore || db.Set<Fill>().Any(f => f.OrderId == o.Id)))
            .OrderBy(o => o.PlacedAt).ThenBy(o => o.Id).ToListAsync(cancel);
        var trades = db.Set<Trade>().AsNoTracking().Where(t => t.BotId == botId && t.OpenedAt < to);
        var closed = await trades.Where(t => t.ClosedAt != null && t.ClosedAt < from).OrderByDescending(t => t.ClosedAt).Take(Risk.RiskProfile.KeptTrades).ToListAsync(cancel);
        var ofDay = await trades.Where(t => t.ClosedAt == null || t.ClosedAt >= from).ToListAsync(cancel);
        var opened = ofDay.Where(t => t.OpenedAt < from).Select(t => (DateTimeOffset?)(t.OpenedAt - bot.Timeframe.Duration)).Min();
        var events = await Events(db, bot, from, to, cancel);
        var since = bot.Market.Kind == Markets.MarketKind.Replay ? null : events.LastOrDefault(e => e.Kind == "bot-started" && e.At <= from)?.At;
        var lastStart = since - bot.Timeframe.Duration ?? DateTimeOffset.MinValue;
        return new LivedDay
        {
            Bot = bot,
            Progress = progress,
            From = from,
            To = to,
            Settings = await db.Set<BotSettings>().AsNoTracking().Where(s => s.BotId == botId).OrderBy(s => s.Since).ToListAsync(cancel),
            Signals = await signals.Where(s => s.OpenTime >= from && s.OpenTime < to).OrderBy(s => s.OpenTime).ToListAsync(cancel),
            Before = await signals.FirstOrDefaultAsync(s => s.OpenTime == before, cancel),
            Orders = orders,
            Fills = fills,
            Trades = [.. closed.Concat(ofDay).OrderBy(t => t.OpenedAt)],
            Events = events,
            PeakBefore = await signals.Where(s => s.OpenTime < from && s.OpenTime >= lastStart).OrderByDescending(s => s.Equity).Select(s => (decimal?)s.Equity).FirstOrDefaultAsync(cancel) ?? 0,
            ReachedBefore = opened is { } at ? (decimal)(await signals.Where(s => s.OpenTime > at && s.OpenTime < from).OrderByDescending(s => s.Close).Select(s => (double?)s.Close).FirstOrDefaultAsync(cancel) ?? 0) : 0,
        };
    }

    public async Task<IReadOnlyList<int>> Active(DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var said = await db.Set<SignalRecord>().Where(s => s.Action != SignalAction.Hold && s.OpenTime >= from && s.OpenTime < to).Select(s => s.BotId).Distinct().ToListAsync(cancel);
        var filled = await db.Set<Fill>().Where(f => f.At >= from && f.At < to).Select(f => f.BotId).Distinct().ToListAsync(cancel);
        return [.. said.Union(filled).Order()];
    }

    public async Task Keep(ParityReport report, DomainEvent? told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<ParityRow>().Where(r => r.BotId == report.BotId && r.Day == report.Day).ExecuteDeleteAsync(cancel);
        db.Add(ParityRow.From(report));
        if (told is not null)
        {
            await EventTurn.Take(db, cancel);
            db.Add(told);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task<ParityReport?> Find(int botId, DateOnly day, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (await db.Set<ParityRow>().AsNoTracking().FirstOrDefaultAsync(r => r.BotId == botId && r.Day == day, cancel))?.ToReport();
    }

    public async Task<IReadOnlyList<ParityHeadline>> Headlines(int botId, int days, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var newest = await db.Set<ParityRow>().AsNoTracking().Where(r => r.BotId == botId).OrderByDescending(r => r.Day).Take(days)
            .Select(r => new ParityHeadline(r.BotId, r.Day, r.Differences, r.Unexplained, r.Gap, r.Traded, r.Trades)).ToListAsync(cancel);
        newest.Reverse();
        return newest;
    }

    /// <summary>The bot's own from long before the day, since indicators remember; those of the desk around it. A replay has another clock: all of its bot's life.</summary>
    private static async Task<List<DomainEvent>> Events(DashboardDbContext db, Bot bot, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var isReplay = bot.Market.Kind == Markets.MarketKind.Replay;
        var (start, end) = isReplay ? (bot.CreatedAt, DateTimeOffset.MaxValue) : (from.AddDays(-1), to.AddHours(1));
        var topics = new[] { EventTopic.Risk, EventTopic.Feeds };
        return await db.Set<DomainEvent>().AsNoTracking()
            .Where(e => (e.BotId == bot.Id && OfBot.Contains(e.Kind)) || (topics.Contains(e.Topic) && OfDesk.Contains(e.Kind) && e.At >= start && e.At < end))
            .OrderBy(e => e.Id).ToListAsync(cancel);
    }
}
