namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>How the next combinations to try are chosen. Stored by number.</summary>
public enum SearchMethod
{
    /// <summary>Every combination, in order.</summary>
    Grid = 0,

    /// <summary>Combinations by chance, none twice.</summary>
    Random = 1,

    /// <summary>Where what was tried so far promises most (Tree-structured Parzen Estimator).</summary>
    Tpe = 2,
}
