using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What is tried: the bots, the stretch of time, and what trading is assumed to cost.</summary>
public sealed record BacktestSettings
{
    public required IReadOnlyList<BacktestBot> Bots { get; init; }

    /// <summary>Where trading begins; candles before it warm the strategies up. Null begins with the first candle there is, nothing warmed up.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Where it ends, exclusive; null goes on to the last candle.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Of every bot that has none of its own.</summary>
    public FillAssumptions Fills { get; init; } = FillAssumptions.None;

    public FillMoment FillAt { get; init; }

    /// <summary>Limits over all bots together; null sets none.</summary>
    public DeskLimits? DeskLimits { get; init; }

    /// <summary>Where a universe decides who trades when; null lets every bot trade all the time.</summary>
    public BacktestRoster? Roster { get; init; }

    /// <summary>Whether each signal and each order is kept, to be looked at; else only what figures need.</summary>
    public bool KeepsDetails { get; init; }

    /// <summary>Whether trades say why: a search, which only counts them, does without two sentences for each.</summary>
    public bool GivesReasons { get; init; } = true;

    /// <summary>Everything wrong with these settings, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (Bots.Count == 0)
            yield return Roster is null ? "A backtest needs at least one bot." : "Nobody belonged to the universe at any look of which candles are stored: there is nothing to trade.";
        if (Roster is not null && (Bots.Any(b => b.Start is not null) || Bots.DistinctBy(b => b.Market.Symbol).Count() < Bots.Count))
            yield return "A universe has one fresh bot for each symbol.";
        if (Roster is { Places: < 1 })
            yield return "A universe needs one place or more.";
        if (Bots.Select(b => b.Market.Symbol.Quote).Distinct().Count() > 1)
            yield return $"All bots of one backtest count in the same money; these have {string.Join(", ", Bots.Select(b => b.Market.Symbol.Quote).Distinct())}.";
        if (From >= To)
            yield return $"The backtest ends ({To:yyyy-MM-dd HH:mm}) before it begins ({From:yyyy-MM-dd HH:mm}).";
        foreach (var bot in Bots)
        {
            if (bot.Capital is <= 0 or > 1_000_000_000_000m)
                yield return $"The capital of {bot.Market} must be above 0 and at most 1,000,000,000,000; it is {bot.Capital}.";
            foreach (var fault in bot.Risk.Faults().Concat(bot.Fills?.Faults() ?? []))
                yield return fault;
        }
        foreach (var fault in Fills.Faults().Concat(DeskLimits?.Faults() ?? []))
            yield return fault;
    }
}
