namespace CryptoDashboard.Core.Risk;

/// <summary>Whether a trade opens risk or closes it. Stored by number.</summary>
public enum TradePurpose
{
    Entry = 1,
    Exit = 2,
}
