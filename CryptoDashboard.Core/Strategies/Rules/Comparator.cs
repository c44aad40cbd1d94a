namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>How two numbers are held against each other.</summary>
public enum Comparator
{
    Below,
    AtMost,
    Above,
    AtLeast,

    /// <summary>Below at the candle before, now at or above.</summary>
    CrossesAbove,

    /// <summary>Above at the candle before, now at or below.</summary>
    CrossesBelow,
}
