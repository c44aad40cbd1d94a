namespace CryptoDashboard.Core.Markets;

/// <summary>Which way a trade goes, seen from the base asset. Stored by number.</summary>
public enum Side
{
    Buy = 1,
    Sell = 2,
}
