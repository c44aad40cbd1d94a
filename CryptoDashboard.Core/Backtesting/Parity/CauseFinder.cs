using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>Looks for what explains a difference, in what is stored around it. It remembers the candles that were found to be otherwise.</summary>
/// <param name="memory">How many candles back one still shows in the strategy.</param>
internal sealed class CauseFinder(LivedDay lived, Timeframe timeframe, int memory)
{
    /// <summary>Refusals that rest on what a backtest of one bot does not know.</summary>
    private static readonly HashSet<string> Outside =
    [
        "blocked", "against-the-others", "price-gap", "desk-limit", "armed-limit", "too-many-orders", "outside-band", "above-maximum", "below-minimum", "not-exitable",
    ];

    private static readonly string[] Stops = ["bot-stopped", "bot-halted", "kill-switch-on"];

    private readonly List<(DateTimeOffset At, ParityCause Cause)> _candles = [];

    public void Note(DateTimeOffset at, ParityCause cause) => _candles.Add((at, cause));

    /// <summary>Why the strategy said something else at the close of a candle.</summary>
    public (ParityCause Cause, string Why) OfSignal(DateTimeOffset open)
    {
        var (since, until) = (open - (timeframe.Duration * memory), open + (timeframe.Duration * 2));
        if (_candles.LastOrDefault(c => c.At >= since && c.At <= open) is { At.Ticks: > 0 } fault)
            return (fault.Cause, $"The candle of {fault.At:HH:mm} UTC, which is not the one that was seen, still shows in its indicators.");
        // What was changed before the day began is known, and the backtest begins with it.
        since = lived.Signals is [var first, ..] && first.OpenTime > since ? first.OpenTime : since;
        if (lived.EventsBetween(since, until, "bot-edited") is [.., var edited])
            return (ParityCause.SettingsChanged, $"Its settings were changed at {edited.At:yyyy-MM-dd HH:mm} UTC.");
        if (lived.EventsBetween(since, until, "bot-started") is [.., var started])
            return (ParityCause.Restart, $"It was started at {started.At:yyyy-MM-dd HH:mm} UTC, and its strategy was warmed up anew then.");
        return (ParityCause.Unexplained, "Candles and settings are the same; nothing that is stored explains it.");
    }

    /// <summary>Why a signal came to nothing in life that a backtest would have ordered on.</summary>
    public (ParityCause Cause, string Why) OfRefusal(SignalRecord said)
    {
        if (said is { Late: true, RefusalCode: "late-entry" })
            return (ParityCause.LateCandle, "The candle came too late.");
        if (said.RefusalCode is { } code && Outside.Contains(code))
            return (ParityCause.Refusal, $"Refused ({code}): {said.FateReason}");
        if (said.RefusalCode == "order-pending" && lived.Orders.Any(o => o.PlacedAt <= said.OpenTime + timeframe.Duration && !(o.EndedAt <= said.OpenTime + timeframe.Duration) && !o.IsProtective && o.Id != said.OrderId))
            return (ParityCause.MissedFill, $"An earlier order was still open. {said.FateReason}");
        return (ParityCause.Unexplained, $"{said.FateReason ?? "It made no order."} From the same state the backtest orders.");
    }

    /// <summary>Why candles were not handled.</summary>
    /// <param name="goesOn">Whether a later candle was handled.</param>
    public (ParityCause Cause, string Why) OfUnhandled(DateTimeOffset from, DateTimeOffset to, bool goesOn)
    {
        if (lived.EventsBetween(from - timeframe.Duration, to + timeframe.Duration, Stops) is [var stop, ..])
            return (ParityCause.Stopped, stop.Text);
        if (lived.EventsBetween(from - timeframe.Duration, to + timeframe.Duration, "bot-started") is [var start, ..])
            return (ParityCause.Restart, start.Text);
        return goesOn
            ? (ParityCause.CandleMissing, "The bot ran; the candles were not there when their time came and were filled in later.")
            : (ParityCause.Unexplained, "The bot ran, and nothing that is stored says why it went no further.");
    }

    /// <summary>Why a stored candle is not the one that was seen.</summary>
    public (ParityCause Cause, string Why) OfChanged(DateTimeOffset from, DateTimeOffset to) =>
        lived.EventsBetween(from - TimeSpan.FromMinutes(10), to + TimeSpan.FromMinutes(10), "feed-switched") is [.., var switched]
            ? (ParityCause.SourceSwitch, switched.Text)
            : (ParityCause.CandleChanged, "It was corrected after it had been handled.");

    /// <summary>Whether the bot was being stopped around a moment.</summary>
    public bool WasStopped(DateTimeOffset at) => lived.EventsBetween(at - timeframe.Duration, at + timeframe.Duration, Stops).Count > 0;
}
