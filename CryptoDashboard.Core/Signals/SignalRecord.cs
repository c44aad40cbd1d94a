using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Signals;

/// <summary>
/// One handled candle of one bot: what the strategy said, why, and what became of it. (Bot, open time) is unique, which is what makes
/// "each closed candle exactly once" a fact of the database rather than a hope.
/// </summary>
public sealed record SignalRecord
{
    public required int BotId { get; init; }

    /// <summary>Open time of the handled candle.</summary>
    public required DateTimeOffset OpenTime { get; init; }

    public required MarketId Market { get; init; }

    public required Timeframe Timeframe { get; init; }

    public required SignalAction Action { get; init; }

    public required double Confidence { get; init; }

    public required int Strength { get; init; }

    /// <summary>The strategy's reason, a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Indicator values behind the signal, as JSON: <c>{"rsi":31.2}</c>.</summary>
    public required string Indicators { get; init; }

    /// <summary>Close of the handled candle.</summary>
    public required double Close { get; init; }

    /// <summary>Equity of the bot at that close, in quote units.</summary>
    public required decimal Equity { get; init; }

    /// <summary>The candle came too late to enter a trade on.</summary>
    public required bool Late { get; init; }

    public required SignalFate Fate { get; init; }

    /// <summary>Why it did not trade, a sentence with its numbers; null when it did or had no reason to.</summary>
    public string? FateReason { get; init; }

    /// <summary>Stable code of a refusal, such as <c>exposure-limit</c>; null when nothing was refused.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>The order it led to, or null.</summary>
    public string? OrderId { get; init; }
}
