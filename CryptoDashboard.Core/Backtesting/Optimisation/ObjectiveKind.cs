namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>What a search looks for. Stored by number.</summary>
public enum ObjectiveKind
{
    TotalReturn = 0,
    Sharpe = 1,
    Sortino = 2,
    Calmar = 3,
    ProfitFactor = 4,
    Expectancy = 5,
    Sqn = 6,

    /// <summary>The smallest, not the largest.</summary>
    MaxDrawdown = 7,
    ReturnOverDrawdown = 8,
}
