namespace CryptoDashboard.Core.Signals;

/// <summary>What a call from outside asks for. Stored by number.</summary>
public enum OutsideAction
{
    /// <summary>Opens a position, or adds to one where the call says so.</summary>
    Buy = 1,

    /// <summary>Sells what is held, or a part of it.</summary>
    Sell = 2,

    /// <summary>Sells all that is held.</summary>
    Close = 3,
}
