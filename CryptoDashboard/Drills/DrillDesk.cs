using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Drills;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Stores;

namespace CryptoDashboard.Drills;

/// <summary>Runs drills, one at a time, and keeps their results. The bot that is drilled is a copy; the one of the desk goes on untouched.</summary>
internal sealed class DrillDesk(IBotStore bots, ICandleStore candles, DrillStore drills, ScratchDatabases scratch, MarketHub hub, IEventLog log, EventFeed feed, TimeProvider time, ILogger<DrillDesk> logger) : IDisposable
{
    /// <summary>Candles that each scenario plays.</summary>
    public const int Candles = 60;

    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private DrillProgress? _now;

    /// <summary>Something of <see cref="Now"/> changed; raised on the drill's own thread.</summary>
    public event Action? Changed;

    /// <summary>The drill under way, or the last one since this program started; null before the first.</summary>
    public DrillProgress? Now => Volatile.Read(ref _now);

    /// <summary>Begins a drill and returns; <see cref="Changed"/> tells of the rest.</summary>
    /// <exception cref="ArgumentException">One is under way.</exception>
    public void Begin(int botId, string by)
    {
        Reserve(botId);
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await Conduct(botId, by, ScenarioList.UsualKills, _ending.Token);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    logger.LogError(exception, "The drill of bot {Bot} broke off", botId);
                    Set(Now! with { IsRunning = false, Trouble = exception is ArgumentException or KeyNotFoundException ? exception.Message : "The drill broke off; look at the log." });
                }
            },
            CancellationToken.None);
    }

    /// <summary>Runs a drill to its end.</summary>
    /// <exception cref="ArgumentException">One is under way, or the bot's settings do not fit any more.</exception>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public Task<DrillRun> Run(int botId, string by, int kills, CancellationToken cancel)
    {
        Reserve(botId);
        return Conduct(botId, by, kills, cancel);
    }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private void Reserve(int botId)
    {
        lock (_gate)
        {
            if (_now is { IsRunning: true } running)
                throw new ArgumentException($"Bot {running.BotId} is being drilled. Wait until that is over; it takes about a minute.", nameof(botId));
            Set(new DrillProgress(botId, time.GetUtcNow(), ScenarioList.All().Count, null, [], IsRunning: true, null));
        }
    }

    private async Task<DrillRun> Conduct(int botId, string by, int kills, CancellationToken cancel)
    {
        var startedAt = time.GetUtcNow();
        var trouble = (string?)null;
        var note = "";
        Bot? bot = null;
        try
        {
            bot = (await bots.Load(botId, cancel))?.Bot ?? throw new KeyNotFoundException($"There is no bot {botId}.");
            var stored = await candles.ReadLast(bot.Market, bot.Timeframe, DrillMarket.LookedAt, DateTimeOffset.MaxValue, cancel);
            var market = DrillMarket.For(bot, stored, Candles);
            note = market.IsStored
                ? $"Played on {Candles} of its own {bot.Timeframe} candles from {market.Played[0].OpenTime:yyyy-MM-dd HH:mm} UTC on, in which its strategy trades most."
                : $"Played on {Candles} made candles: {(stored.Count == 0 ? "there are none stored of its market" : "in its stored ones its strategy trades too seldom")}.";
            var rules = hub.TryGet(bot.Market, out var open) ? open.Rules : TradingRules.Observed(market.WarmUp);
            await using var conductor = new DrillConductor(scratch);
            await conductor.Run(bot, market, rules, ScenarioList.All(kills), Note, cancel);
        }
        catch (InvalidOperationException exception)
        {
            trouble = exception.Message;
            logger.LogWarning("The drill of bot {Bot} broke off: {Reason}", botId, exception.Message);
        }
        finally
        {
            Set(Now! with { IsRunning = false, At = null, Trouble = trouble });
        }
        var scores = Now!.Scores;
        var run = new DrillRun
        {
            BotId = botId,
            StartedAt = startedAt,
            EndedAt = time.GetUtcNow(),
            By = by,
            MarketNote = note,
            Settings = DrillRun.SettingsOf(bot!),
            Card = DrillRun.CardOf(scores),
            IsPassed = trouble is null && scores.All(s => s.IsPassed),
            Trouble = trouble,
        };
        await drills.Keep(run, cancel);
        await log.Tell([Told(bot!, run)], cancel);
        feed.Committed();
        Changed?.Invoke();
        return run;
    }

    private DomainEvent Told(Bot bot, DrillRun run) => new()
    {
        At = time.GetUtcNow(),
        Topic = EventTopic.Bots,
        Kind = run.IsPassed ? "drill-passed" : "drill-failed",
        BotId = bot.Id,
        Market = bot.Market.ToString(),
        Text = $"{bot.Name} was drilled: {run.Trouble ?? DrillRun.Summary(run.Scores)}.",
    };

    private void Note(Scenario scenario, ScenarioScore? score) => Set(score is null ? Now! with { At = scenario.Title } : Now! with { Scores = [.. Now!.Scores, score] });

    private void Set(DrillProgress now)
    {
        Volatile.Write(ref _now, now);
        Changed?.Invoke();
    }
}

/// <param name="Of">How many scenarios there are.</param>
/// <param name="At">The scenario under way, or null.</param>
/// <param name="Trouble">Why it broke off, or null.</param>
internal sealed record DrillProgress(int BotId, DateTimeOffset StartedAt, int Of, string? At, IReadOnlyList<ScenarioScore> Scores, bool IsRunning, string? Trouble);
