namespace CryptoDashboard.Core.Signals;

/// <summary>What became of a signal. Stored by number.</summary>
public enum SignalFate
{
    /// <summary>HOLD: nothing was asked for.</summary>
    None = 0,

    /// <summary>An order was made.</summary>
    Ordered = 1,

    /// <summary>The risk gate refused; the reason is stored beside it.</summary>
    Refused = 2,

    /// <summary>BUY while already in position, or SELL while flat.</summary>
    NothingToDo = 3,
}
