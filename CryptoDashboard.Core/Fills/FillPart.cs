namespace CryptoDashboard.Core.Fills;

/// <summary>What is learnt of fills.</summary>
public enum FillPart
{
    /// <summary>Ask less bid, as a share of the middle; sampled each minute.</summary>
    Spread = 1,

    /// <summary>How much dearer or cheaper than the best price at sending an order took what was there, as a share; negative was better.</summary>
    Slippage = 2,

    /// <summary>From sending an order to the exchange's answer; milliseconds.</summary>
    Latency = 3,

    /// <summary>Share of the minutes in which the price went beyond a waiting limit, or met it, that filled it.</summary>
    Chance = 4,
}
