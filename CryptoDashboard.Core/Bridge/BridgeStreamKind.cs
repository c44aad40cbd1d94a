namespace CryptoDashboard.Core.Bridge;

/// <summary>What a stream carries.</summary>
public enum BridgeStreamKind
{
    Ticker = 1,
    Trades = 2,
    Candles = 3,
    Book = 4,

    /// <summary>Changes of an account's orders.</summary>
    Orders = 5,

    /// <summary>An account's fills.</summary>
    MyTrades = 6,

    /// <summary>Changes of what an account holds.</summary>
    Balance = 7,
}
