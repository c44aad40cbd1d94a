using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Performance.Effectiveness;

/// <summary>One BUY or SELL, and what its market did afterwards, whether or not it was traded.</summary>
public sealed record SignalOutcome
{
    /// <summary>Candles of the bot's timeframe after which a signal is looked at.</summary>
    public static readonly IReadOnlyList<int> Horizons = [1, 3, 6, 12, 24, 48];

    /// <summary>Name of the strategy that its bot has.</summary>
    public required string Strategy { get; init; }

    public required MarketId Market { get; init; }

    public required Timeframe Timeframe { get; init; }

    /// <summary>When it was given: the close of its candle, UTC, by the market's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required SignalAction Action { get; init; }

    public required int Strength { get; init; }

    public required SignalFate Fate { get; init; }

    /// <summary>
    /// For each of <see cref="Horizons"/> the move of the close in the signal's favour: up after a BUY, down after a SELL; 0.01 is one percent,
    /// before fees. Null while that candle is not known.
    /// </summary>
    public required IReadOnlyList<double?> Moves { get; init; }

    /// <summary>The same of all candles of the stretch on average: what a signal at any time would have found.</summary>
    public required IReadOnlyList<double?> Drift { get; init; }
}
