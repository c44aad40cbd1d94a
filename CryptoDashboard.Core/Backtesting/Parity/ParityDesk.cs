using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>Re-runs past days of bots, keeps the reports, and raises an alarm when something has no cause.</summary>
public sealed class ParityDesk(IParityStore store, ICandleStore candles, DayRules rules, EventFeed feed, TimeProvider time, ILogger<ParityDesk> logger)
{
    /// <summary>What was fed longer ago shows in no figure any more.</summary>
    private const int MostFed = 50_000;

    /// <summary>Compares a day and keeps the report.</summary>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    /// <exception cref="ArgumentException">The day cannot be compared: a sentence says why.</exception>
    public async Task<ParityReport> Compare(int botId, DateOnly day, CancellationToken cancel)
    {
        var from = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        var lived = await store.Read(botId, from, from.AddDays(1), cancel) ?? throw new KeyNotFoundException($"There is no bot {botId}.");
        lived = lived with { To = End(lived) };
        var (marketRules, note) = await rules.Find(lived.Bot.Market, day, cancel);
        var series = await ReadCandles(lived, cancel);
        var report = DayParity.Compare(lived, series, marketRules, note is null ? [] : [note], time.GetUtcNow(), cancel);
        await store.Keep(report, report.Unexplained == 0 ? null : Alarm(lived.Bot, report), cancel);
        feed.Committed();
        return report;
    }

    /// <summary>Compares the day that is over for every bot that traded in it. One that cannot be compared is told in the log and takes no other with it.</summary>
    /// <returns>How many days were compared.</returns>
    public async Task<int> CompareAll(DateOnly day, CancellationToken cancel)
    {
        var from = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        var count = 0;
        foreach (var bot in await store.Active(from, from.AddDays(1), cancel))
        {
            try
            {
                await Compare(bot, day, cancel);
                count++;
            }
            catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException or InvalidOperationException)
            {
                logger.LogWarning("Bot {Bot} could not be compared on {Day:yyyy-MM-dd}: {Reason}", bot, day, exception.Message);
            }
        }
        return count;
    }

    /// <summary>The end of the day; of one that is not over, where the bot has come to.</summary>
    private DateTimeOffset End(LivedDay lived)
    {
        if (lived.Progress.LastHandled is not { } last)
            return lived.To;
        var handled = last + lived.Bot.Timeframe.Duration;
        var isOver = lived.IsOnWallClock ? time.GetUtcNow() > lived.To : handled >= lived.To;
        return isOver || handled >= lived.To || handled <= lived.From ? lived.To : handled;
    }

    private async Task<CandleSeries> ReadCandles(LivedDay lived, CancellationToken cancel)
    {
        var (market, timeframe) = (lived.Bot.Market, lived.Bot.Timeframe);
        var fed = await FedFrom(lived, cancel);
        var read = new List<Candle>();
        await foreach (var candle in candles.Read(market, timeframe, fed, lived.To, cancel))
            read.Add(candle);
        return new CandleSeries(market, timeframe, read.ToArray());
    }

    /// <summary>The first candle that the strategy was fed for this day: as it is kept, or counted back from the start before it.</summary>
    private async Task<DateTimeOffset> FedFrom(LivedDay lived, CancellationToken cancel)
    {
        var (market, timeframe) = (lived.Bot.Market, lived.Bot.Timeframe);
        var first = lived.Signals is [var signal, ..] ? signal.OpenTime : lived.From;
        var count = lived.BotAt(first).Bot.MakeStrategy().Memory;
        if (lived.Progress.FedFrom is { } fed && fed <= first)
        {
            var earliest = first - (timeframe.Duration * MostFed);
            return fed > earliest ? fed : earliest;
        }
        var started = lived.IsOnWallClock ? lived.Events.LastOrDefault(e => e.Kind == "bot-started" && e.At <= first + timeframe.Duration)?.At : null;
        var before = started is { } at && at - timeframe.Duration < first ? at - timeframe.Duration + TimeSpan.FromTicks(1) : first;
        return await candles.ReadLast(market, timeframe, count, before, cancel) is [var oldest, ..] ? oldest.OpenTime : first;
    }

    private DomainEvent Alarm(Bot bot, ParityReport report) => new()
    {
        At = time.GetUtcNow(),
        Topic = EventTopic.Risk,
        Kind = "parity-unexplained",
        BotId = bot.Id,
        Market = bot.Market.ToString(),
        Text = $"{bot.Name}: {(report.Unexplained == 1 ? "1 difference" : $"{report.Unexplained} differences")} between its {report.Day:yyyy-MM-dd} and a backtest of that day {(report.Unexplained == 1 ? "has" : "have")} no cause. {report.Differences.First(d => d.Cause == ParityCause.Unexplained).Sentence}",
        Subject = $"{report.Day:yyyy-MM-dd}",
    };
}
