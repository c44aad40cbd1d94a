namespace CryptoDashboard.Core.Performance;

/// <summary>
/// What the daily equity says. r are the daily returns, a year has 365 of them (crypto trades each day), the risk-free rate is 0.
/// Ratios of risk need days and trades; see <see cref="Basis"/>.
/// </summary>
public sealed record ReturnMetrics
{
    /// <summary>Returns of a year.</summary>
    public const double Year = 365;

    public required int Days { get; init; }

    /// <summary>Every fall, by daily closes.</summary>
    public required Drawdowns Drawdowns { get; init; }

    /// <summary>E_N / E_0 − 1.</summary>
    public required Figure TotalReturn { get; init; }

    /// <summary>Compound annual growth: (E_N / E_0)^(365 / days) − 1.</summary>
    public required Figure Cagr { get; init; }

    public required Figure MeanDailyReturn { get; init; }

    /// <summary>Sample standard deviation, n − 1.</summary>
    public required Figure StdevDailyReturn { get; init; }

    /// <summary>sd(r) √365.</summary>
    public required Figure VolatilityAnnualised { get; init; }

    /// <summary>mean(r) / sd(r) √365.</summary>
    public required Figure Sharpe { get; init; }

    /// <summary>√(Σ min(r, 0)² / N), all N days in the divisor.</summary>
    public required Figure DownsideDeviationDaily { get; init; }

    /// <summary>mean(r) / downside deviation √365.</summary>
    public required Figure Sortino { get; init; }

    /// <summary>By daily closes; 0.2 = 20 %.</summary>
    public required Figure MaxDrawdown { get; init; }

    /// <summary>CAGR / max drawdown.</summary>
    public required Figure Calmar { get; init; }

    /// <summary>Quote units of the deepest drawdown.</summary>
    public required Figure MaxDrawdownLoss { get; init; }

    public required Figure MaxDrawdownDurationDays { get; init; }

    /// <summary>Mean depth of all drawdowns.</summary>
    public required Figure AverageDrawdown { get; init; }

    /// <summary>Mean days from peak to recovery of the drawdowns that recovered.</summary>
    public required Figure AverageRecoveryDays { get; init; }

    /// <summary>100 √mean(d²), percent.</summary>
    public required Figure UlcerIndex { get; init; }

    /// <summary>−5 % quantile of r (R type 7): what a bad day loses; negative where even that one gains.</summary>
    public required Figure Var95 { get; init; }

    /// <summary>Mean loss of the days at or below that quantile.</summary>
    public required Figure Cvar95 { get; init; }

    /// <summary>The same of the worst hundredth (expected shortfall 1 %).</summary>
    public required Figure Cvar99 { get; init; }

    /// <summary>Σ max(r, 0) / Σ max(−r, 0), threshold 0 (Keating and Shadwick 2002).</summary>
    public required Figure Omega { get; init; }

    /// <summary>Σr / (ulcer × pitfall): ulcer = √(Σd² / (N − 1)), pitfall = conditional drawdown at risk (95 %, normal) / sd(r) (KeyQuant; as quantstats and Jesse).</summary>
    public required Figure Serenity { get; init; }

    /// <summary>Net profit / money lost in the deepest drawdown.</summary>
    public required Figure RecoveryFactor { get; init; }

    /// <summary>CAGR / mean depth of the five deepest drawdowns (Kestner's form of the Sterling ratio).</summary>
    public required Figure Sterling { get; init; }

    public required Figure Skewness { get; init; }

    /// <summary>3 of a normal sample.</summary>
    public required Figure Kurtosis { get; init; }

    public required Figure LowestEquity { get; init; }

    public required Figure HighestEquity { get; init; }

    /// <param name="trades">Closed trades behind the curve; null where it is no strategy's (buy-and-hold).</param>
    public static ReturnMetrics Of(EquityCurve curve, int? trades, Basis basis) => new ReturnReckoning(curve, trades, basis).Metrics();
}
