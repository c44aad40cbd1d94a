using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>The figures of a trial that a search weighs and a table shows; null where one is not defined. Shares: 0.1 = 10 %.</summary>
/// <param name="Expectancy">Mean profit of a trade as a share of the money it began with, so that trials of different money compare.</param>
/// <param name="Sharpe">Annualised, as everywhere.</param>
public sealed record TrialFigures(
    int Trades, double? TotalReturn, double? Sharpe, double? Sortino, double? Calmar, double? ProfitFactor, double? Expectancy, double? Sqn, double MaxDrawdown)
{
    /// <summary>Return / max drawdown; null where it never fell.</summary>
    public double? ReturnOverDrawdown => MaxDrawdown > 0 ? TotalReturn / MaxDrawdown : null;

    /// <summary>By the definitions of reports, but told from the first trade on: what is too few is the objective's to say.</summary>
    public static TrialFigures Of(RunRecord run)
    {
        var returns = ReturnMetrics.Of(new EquityCurve(run.Days), run.Trades.Count, Basis.Any);
        var trades = TradeMetrics.Of(run.Trades, Basis.Any);
        return new(
            run.Trades.Count, returns.TotalReturn.Value, returns.Sharpe.Value, returns.Sortino.Value, returns.Calmar.Value, trades.ProfitFactor.Value,
            trades.Expectancy.Value / (double)run.StartEquity, trades.Sqn.Value, returns.MaxDrawdown.Value ?? 0);
    }

    public double? Read(ObjectiveKind kind) => kind switch
    {
        ObjectiveKind.TotalReturn => TotalReturn,
        ObjectiveKind.Sharpe => Sharpe,
        ObjectiveKind.Sortino => Sortino,
        ObjectiveKind.Calmar => Calmar,
        ObjectiveKind.ProfitFactor => ProfitFactor,
        ObjectiveKind.Expectancy => Expectancy,
        ObjectiveKind.Sqn => Sqn,
        ObjectiveKind.MaxDrawdown => MaxDrawdown,
        _ => ReturnOverDrawdown,
    };
}
