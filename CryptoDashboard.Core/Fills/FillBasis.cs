namespace CryptoDashboard.Core.Fills;

/// <summary>What a figure of fills rests on.</summary>
public enum FillBasis
{
    /// <summary>Too little is known: a cautious guess that is the same everywhere.</summary>
    Default = 0,

    /// <summary>All markets of the exchange together.</summary>
    Exchange = 1,

    /// <summary>The market itself.</summary>
    Market = 2,
}
