using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Markets;

/// <summary>
/// Between which prices an exchange takes orders, as multiples of the market's price: 0.8 to 1.2. It asks its average of some minutes, which is
/// not known here, so the last price stands for it. Orders that wait for a price are measured at once, not when they wake.
/// </summary>
public sealed record PriceBand(decimal BuyFrom, decimal BuyTo, decimal SellFrom, decimal SellTo)
{
    /// <param name="last">Quote units.</param>
    public (decimal From, decimal To) Of(Side side, decimal last) => side == Side.Buy ? (last * BuyFrom, last * BuyTo) : (last * SellFrom, last * SellTo);

    /// <summary>Whether an order on these terms would be taken; one without a price of its own always is.</summary>
    public bool Holds(Side side, OrderTerms terms, decimal last) => Outside(side, terms, last) is null;

    /// <summary>The first price of the order that lies outside, or null.</summary>
    public Price? Outside(Side side, OrderTerms terms, decimal last)
    {
        // Only what is sent with a price of its own: stops without a limit are kept here.
        if (!terms.IsLimited)
            return null;
        var (from, to) = Of(side, last);
        foreach (var price in new[] { terms.Limit, terms.Trigger })
        {
            if (price is { } given && (given.Value < from || given.Value > to))
                return given;
        }
        return null;
    }
}
