using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>
/// Holds a day of a bot against a backtest of it, without clock and I/O. The backtest begins with what the bot was; wherever the two differ,
/// it begins again from what the bot really was after that. So each difference stands for itself, none hides behind an earlier one, and
/// one that nothing explains is a fault.
/// </summary>
public static class DayParity
{
    /// <summary>After so many beginnings a day is not compared further; it is another day altogether.</summary>
    public const int MostStretches = 300;

    /// <param name="candles">Of the bot's market and timeframe: from the first one its strategy was fed, to the end of the day.</param>
    /// <param name="rules">Filters and fees of that day.</param>
    /// <param name="notes">What should be known of where these came from.</param>
    /// <exception cref="ArgumentException">What is stored cannot be compared: a sentence says why.</exception>
    /// <exception cref="KeyNotFoundException">The strategy is gone.</exception>
    public static ParityReport Compare(LivedDay lived, CandleSeries candles, TradingRules rules, IReadOnlyList<string> notes, DateTimeOffset madeAt, CancellationToken cancel = default)
    {
        var told = new List<string>(notes);
        var report = new ParityReport { BotId = lived.Bot.Id, Day = DateOnly.FromDateTime(lived.From.UtcDateTime), MadeAt = madeAt };
        if (Begin(lived, told) is not { } from || candles.IndexOf(from) >= candles.IndexOf(lived.To))
            return report with { Notes = told };
        var end = candles.IndexOf(lived.To);
        var lastClose = candles.Candles.Span[end - 1].Close;
        var past = new PastHolding(lived, rules, candles);
        var causes = new CauseFinder(lived, candles.Timeframe, lived.Bot.MakeStrategy().Memory);
        var (differences, stretches) = (new List<ParityDifference>(), 0);
        var (startEquity, triedEquity) = (0m, (decimal?)null);
        for (DateTimeOffset? at = from; at is { } begins; stretches++)
        {
            cancel.ThrowIfCancellationRequested();
            if (stretches == MostStretches)
            {
                told.Add($"After {MostStretches} beginnings the day was not compared further than {begins:HH:mm} UTC.");
                break;
            }
            var first = candles.IndexOf(begins);
            if (first >= end)
                break;
            var (bot, _) = lived.BotAt(begins);
            var start = past.StartAt(begins, bot);
            var before = first > 0 ? candles.Candles.Span[first - 1].Close : candles.Candles.Span[first].Open;
            var tried = Run(bot, start, begins, lived.To, candles, rules, start.Holding.Equity(Money.Price.FromDouble(before)), cancel);
            if (triedEquity is null)
                (startEquity, triedEquity) = (start.Holding.Equity(Money.Price.FromDouble(before)), tried.Whole.FinalEquity);
            var gaps = new GapReckoning(lived, tried, (decimal)lastClose);
            var fills = new FillComparison(lived, start, tried, begins, candles.Timeframe, causes, gaps);
            var finding = new Stretch(lived, tried, candles.Candles[first..end], candles.Timeframe, fills, causes, gaps).First();
            if (finding is not null)
                differences.AddRange(finding.Differences);
            at = finding?.Resume;
        }
        past.Advance(lived.To);
        var day = lived.Fills.Where(f => f.At >= lived.From && f.At < lived.To).ToList();
        return report with
        {
            Candles = end - candles.IndexOf(from),
            Signals = lived.Signals.Count(s => s.Action != Core.Signals.SignalAction.Hold),
            Fills = day.Count,
            Stretches = stretches,
            Differences = differences,
            Trades = Truth.Of(lived, differences, (decimal)lastClose),
            Notes = told,
            Lived = past.Holding.Equity(Money.Price.FromDouble(lastClose)) - startEquity,
            Tried = (triedEquity ?? startEquity) - startEquity,
            Traded = day.Sum(f => f.Value),
        };
    }

    /// <summary>Where the comparison begins: with the day, or with the first candle that was handled where the bot did not run before.</summary>
    private static DateTimeOffset? Begin(LivedDay lived, List<string> told)
    {
        if (lived.Signals.Count == 0)
            return null;
        var first = lived.Signals[0].OpenTime;
        if (!lived.BotAt(first).IsKnown)
            told.Add("Its settings were changed since, and what they were before is not known: those of the time after are used.");
        if (lived.Signals.Count(s => s.Late) is > 0 and var late)
            told.Add($"{late:#,0} of {lived.Signals.Count:#,0} candles came late.");
        if (first == lived.From)
            return first;
        var wasStoppedToday = lived.IsOnWallClock && lived.EventsBetween(lived.From, first + lived.Bot.Timeframe.Duration, "bot-stopped", "bot-halted", "kill-switch-on").Count > 0;
        if (wasStoppedToday && lived.Before is not null)
            return lived.From;
        told.Add($"It ran from {first:HH:mm} UTC on.");
        return first;
    }

    private static BacktestResult Run(Bot bot, BacktestStart start, DateTimeOffset from, DateTimeOffset to, CandleSeries candles, TradingRules rules, decimal equity, CancellationToken cancel) => Backtest.Run(
        new BacktestSettings
        {
            Bots =
            [
                new BacktestBot
                {
                    Market = bot.Market,
                    Timeframe = bot.Timeframe,
                    Strategy = bot.Strategy,
                    Parameters = ParameterSet.FromJson(bot.Parameters),
                    Capital = Math.Max(equity, 0.01m),
                    Risk = bot.Risk,
                    Rules = rules,
                    Start = start,
                    Make = bot.MakeStrategy,
                },
            ],
            From = from,
            To = to,
            KeepsDetails = true,
        },
        [candles],
        progress: null,
        cancel);
}
