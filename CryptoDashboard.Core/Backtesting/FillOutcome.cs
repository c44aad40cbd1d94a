using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What a backtest came to with fills of one level; the candles, the decisions and the seed were the same.</summary>
/// <param name="TotalReturn">Share of the start.</param>
/// <param name="MaxDrawdown">Share of the highest equity, by daily closes as in the report; 0.2 = 20 %.</param>
/// <param name="Trades">Closed ones.</param>
/// <param name="Fees">Quote units.</param>
public sealed record FillOutcome(FillLevel Level, decimal FinalEquity, double TotalReturn, double MaxDrawdown, int Trades, decimal Fees)
{
    public static FillOutcome Of(FillLevel level, RunRecord run) => new(
        level, run.FinalEquity, (double)((run.FinalEquity / run.StartEquity) - 1), Metrics.Of(run).Returns.MaxDrawdown.Value ?? run.DeepestFall, run.Trades.Count, run.Fees);
}
