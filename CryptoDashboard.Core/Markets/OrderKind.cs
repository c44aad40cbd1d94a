namespace CryptoDashboard.Core.Markets;

/// <summary>How an order behaves until it trades. Stored by number.</summary>
public enum OrderKind
{
    /// <summary>Takes what is there at once.</summary>
    Market = 0,

    /// <summary>Trades at its limit or better.</summary>
    Limit = 1,

    /// <summary>Sleeps until the price runs against it (a sell: down to the trigger), then takes what is there.</summary>
    Stop = 2,

    /// <summary>Sleeps as a stop does, then is a limit order.</summary>
    StopLimit = 3,

    /// <summary>Sleeps until the price runs its way (a sell: up to the trigger), then takes what is there.</summary>
    TakeProfit = 4,

    /// <summary>A stop whose trigger follows the price at a distance, never back.</summary>
    TrailingStop = 5,
}
