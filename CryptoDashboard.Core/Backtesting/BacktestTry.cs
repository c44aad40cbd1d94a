using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Strategies;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What a request led to, before it is written up.</summary>
/// <param name="Notes">What the run itself has to say about how far to believe it.</param>
/// <param name="Learnt">All three levels, where it was run with fills as they were learnt.</param>
/// <param name="Histories">Other histories that are to be drawn from its candles.</param>
public sealed record BacktestTry(BacktestResult Result, StrategyKind Kind, IReadOnlyList<CandleSeries> Series, IReadOnlyList<ReportWarning> Notes, LearntOutcomes? Learnt, int Histories);
