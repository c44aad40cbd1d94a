using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What came of a backtest.</summary>
/// <param name="Whole">All bots together.</param>
/// <param name="Bots">Each bot by itself, in the order of the settings.</param>
/// <param name="Curve">Equity of all together at evenly spread moments, at most some two thousand, for drawing.</param>
/// <param name="Candles">Handled by all bots together, warm-up left out.</param>
/// <param name="Elapsed">Time inside the engine.</param>
public sealed record BacktestResult(
    BacktestSettings Settings, RunRecord Whole, IReadOnlyList<RunRecord> Bots, IReadOnlyList<EquitySample> Curve, long Candles, TimeSpan Elapsed)
{
    /// <summary>Who was in when, where a universe decided it, in the order of joining.</summary>
    public IReadOnlyList<ReportMember> Members { get; init; } = [];

    /// <summary>Candles in which more than one guard of a position could have been met first; the worse was taken.</summary>
    public int AmbiguousCandles { get; init; }

    /// <summary>Signals other than HOLD with what became of them, where details are kept.</summary>
    public IReadOnlyList<SignalRecord> Signals { get; init; } = [];

    /// <summary>Every order as it ended, where details are kept.</summary>
    public IReadOnlyList<Order> Orders { get; init; } = [];

    /// <summary>Every fill, where details are kept.</summary>
    public IReadOnlyList<Fill> Fills { get; init; } = [];

    public double CandlesPerSecond => Elapsed <= TimeSpan.Zero ? 0 : Candles / Elapsed.TotalSeconds;
}
