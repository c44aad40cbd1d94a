namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>Nothing is opened on a price that nobody has confirmed for minutes: the feed may have died. Closing is allowed, and so is what names its own worst price.</summary>
public sealed class PriceIsFresh : IRiskLimit
{
    /// <summary>An older price opens nothing.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request is { Purpose: TradePurpose.Entry, Terms.IsLimited: false } && trade.Exposure.PriceAge is { } age && age > Longest
            ? new RiskRefusal.StalePrice(age)
            : null;
}
