namespace CryptoDashboard.Core.Risk;

/// <summary>How the size of an entry is found. Stored by name.</summary>
public enum SizingKind
{
    /// <summary>A share of equity.</summary>
    ShareOfEquity = 0,

    /// <summary>The same amount each time, quote units.</summary>
    FixedAmount = 1,

    /// <summary>So much that a move of some average true ranges against it loses a set share of equity.</summary>
    Volatility = 2,

    /// <summary>A capped share of what Kelly's formula says of the bot's own closed trades.</summary>
    Kelly = 3,
}
