namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>
/// What is bought must be large enough to be sold again after the fee and after the fall that its stop allows: the smallest value of an order
/// divided by what the stop leaves, and a twentieth more. Without a stop only the fee and the twentieth count.
/// </summary>
public sealed class StaysExitable : IRiskLimit
{
    private const decimal More = 1.05m;

    public RiskRefusal? Check(ProposedTrade trade)
    {
        if (trade.Request.Purpose == TradePurpose.Exit)
            return null;
        var price = trade.RoundedPrice.Value;
        var fall = Fall(trade, price);
        var needed = trade.Rules.MinNotional / (1 - fall) * More;
        // Dust that is there already is sold together with it.
        var there = ((trade.RoundedQuantity.Value * (1 - trade.Rules.TakerFee)) + trade.Exposure.Quantity.Value) * price;
        return there < needed ? new RiskRefusal.NotExitable(there, needed, fall) : null;
    }

    /// <summary>The largest fall that a stop of the profile waits for, 0 to 0.95.</summary>
    private static decimal Fall(ProposedTrade trade, decimal price)
    {
        var stops = trade.Profile.Stops;
        var byRange = stops.AtrStop is { } ranges && trade.Exposure.Atr > 0 && price > 0 ? (decimal)ranges * trade.Exposure.Atr / price : 0;
        return Math.Min(0.95m, Math.Max(Math.Max(stops.StopLoss ?? 0, stops.Trailing ?? 0), byRange));
    }
}
