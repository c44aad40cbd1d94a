namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>What lies outside the prices that the exchange takes is not sent, stops among it.</summary>
public sealed class PriceWithinBand : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        var (side, last) = (trade.Request.Side, trade.Exposure.LastPrice is > 0 and { } known ? known : trade.Request.ReferencePrice.Value);
        if (trade.Rules.Band is not { } band || band.Outside(side, trade.RoundedTerms, last) is not { } price)
            return null;
        var (from, to) = band.Of(side, last);
        return new RiskRefusal.OutsideBand(price.Value, from, to);
    }
}
