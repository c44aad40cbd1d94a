namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>How large a rule document may be: far more than a person oversees, far less than hurts the desk.</summary>
public static class RuleLimits
{
    /// <summary>Characters of the text.</summary>
    public const int Characters = 64_000;

    /// <summary>Groups within each other.</summary>
    public const int Depth = 8;

    /// <summary>Conditions and groups in the whole document.</summary>
    public const int Conditions = 100;

    /// <summary>Candles an operand may look back.</summary>
    public const int Offset = 500;

    /// <summary>Steps of rising or falling.</summary>
    public const int Steps = 100;

    /// <summary>Largest number, either sign.</summary>
    public const double Number = 1e15;

    /// <summary>Characters of its name.</summary>
    public const int Name = 60;

    /// <summary>Faults told at once.</summary>
    public const int Faults = 20;
}
