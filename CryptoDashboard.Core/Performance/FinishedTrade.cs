using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Positions;

namespace CryptoDashboard.Core.Performance;

/// <summary>One round trip as a report needs it: the booked trade, and how far the price went against it and for it meanwhile.</summary>
/// <param name="Trade">As it was booked; one that is open still has no end.</param>
/// <param name="Worst">The lowest price while it was open against its entry, as a share: −0.05 is 5 % below. Maximum adverse excursion.</param>
/// <param name="Best">The highest price while it was open against its entry, as a share. Maximum favourable excursion.</param>
public sealed record FinishedTrade(Trade Trade, double Worst, double Best)
{
    public MarketId Market => Trade.Market;

    /// <summary>Net of all fees; quote units.</summary>
    public decimal Profit => Trade.Profit;
}
