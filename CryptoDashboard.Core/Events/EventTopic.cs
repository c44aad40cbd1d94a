namespace CryptoDashboard.Core.Events;

/// <summary>What an event is about; subscribers choose by it. Stored by number.</summary>
public enum EventTopic
{
    Bots = 1,
    Signals = 2,
    Orders = 3,
    Trades = 4,
    Candles = 5,
    Feeds = 6,
    Access = 7,
    System = 8,
    Risk = 9,
    Backtests = 10,
    Optimiser = 11,
}
