namespace CryptoDashboard.Core.Signals;

/// <summary>What a strategy would do. Stored by number.</summary>
public enum SignalAction
{
    Hold = 0,
    Buy = 1,
    Sell = 2,
}
