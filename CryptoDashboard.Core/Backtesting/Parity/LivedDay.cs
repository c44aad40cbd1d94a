using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>All that is stored of a bot's day, and of its life before as far as the day rests on it.</summary>
public sealed record LivedDay
{
    /// <summary>Orders and fills are read so far beyond the day: what was decided in its last minutes may be filled then.</summary>
    public static readonly TimeSpan Beyond = TimeSpan.FromHours(1);

    /// <summary>As it is now.</summary>
    public required Bot Bot { get; init; }

    /// <summary>As it is now.</summary>
    public required BotProgress Progress { get; init; }

    /// <summary>Candles that open from here on are of the day.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>What its settings were, oldest first; may begin later than the day.</summary>
    public IReadOnlyList<BotSettings> Settings { get; init; } = [];

    /// <summary>Every handled candle of the day, oldest first.</summary>
    public IReadOnlyList<SignalRecord> Signals { get; init; } = [];

    /// <summary>The last handled candle before the day, or null.</summary>
    public SignalRecord? Before { get; init; }

    /// <summary>Every order with a fill, and all of the day; oldest first.</summary>
    public IReadOnlyList<Order> Orders { get; init; } = [];

    /// <summary>Every fill up to the end of the day and a little beyond, oldest first.</summary>
    public IReadOnlyList<Fill> Fills { get; init; } = [];

    /// <summary>Trades that were open in the day, and the closed ones before it that protections look back at.</summary>
    public IReadOnlyList<Trade> Trades { get; init; } = [];

    /// <summary>Of the bot, and of risk and feeds, around the day; wall clock.</summary>
    public IReadOnlyList<DomainEvent> Events { get; init; } = [];

    /// <summary>The highest equity before the day since the bot was last started.</summary>
    public decimal PeakBefore { get; init; }

    /// <summary>The highest close before the day since the trade was opened that was open when it began; 0 where none was.</summary>
    public decimal ReachedBefore { get; init; }

    /// <summary>Whether the market's clock is the wall's, so that events can be put beside candles.</summary>
    public bool IsOnWallClock => Bot.Market.Kind != MarketKind.Replay;

    /// <summary>The bot with the settings it had at a moment, and whether they are known to be those.</summary>
    public (Bot Bot, bool IsKnown) BotAt(DateTimeOffset at)
    {
        if (Settings.Count == 0)
            return (Bot, !Events.Any(e => e.Kind == "bot-edited"));
        var then = IsOnWallClock ? Settings.LastOrDefault(s => s.Since <= at) : Settings[^1];
        return then is not null ? (then.Of(Bot), true) : (Settings[0].Of(Bot), false);
    }

    /// <summary>Events of these kinds between two moments; of a replay, whose clock is another, all but its first start.</summary>
    public IReadOnlyList<DomainEvent> EventsBetween(DateTimeOffset from, DateTimeOffset to, params ReadOnlySpan<string> kinds)
    {
        var found = new List<DomainEvent>();
        var firstStart = IsOnWallClock ? null : Events.FirstOrDefault(e => e.Kind == "bot-started");
        foreach (var told in Events)
        {
            if (kinds.Contains(told.Kind) && (IsOnWallClock ? told.At >= from && told.At <= to : told != firstStart))
                found.Add(told);
        }
        return found;
    }
}
