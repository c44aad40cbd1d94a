namespace CryptoDashboard.Core.Bots;

/// <summary>What becomes of a bot's orders and position when it is stopped.</summary>
public enum StopChoice
{
    /// <summary>Everything stays as it is; guards of the position stay at work.</summary>
    Leave = 0,

    /// <summary>Orders that would open or close are cancelled; guards of the position stay.</summary>
    CancelOrders = 1,

    /// <summary>All orders are cancelled and the position is sold at market.</summary>
    Close = 2,
}
