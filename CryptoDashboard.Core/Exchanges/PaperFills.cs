using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>What a paper order becomes at a price. Pure: the backtest fills by the same rules.</summary>
public static class PaperFills
{
    /// <summary>
    /// A market order at a ticker: the whole size at ask or bid, taker fee of what is received. A size that the filters turn down at
    /// this price is rejected, as the real exchange would.
    /// </summary>
    public static OrderEvent Market(Order order, Ticker ticker, TradingRules rules)
    {
        var price = order.Side == Side.Buy ? ticker.Ask : ticker.Bid;
        var quantity = order.Spend > 0 ? rules.FloorQuantity(order.Spend / price.Value) : order.Quantity;
        if (!rules.IsTradable(quantity, price))
        {
            return new OrderEvent.Rejected(
                ticker.Time,
                $"{quantity} {order.Market.Symbol.Base} at {price} is below the exchange's minimum ({rules.MinQuantity} {order.Market.Symbol.Base}, {rules.MinNotional} {order.Market.Symbol.Quote}).");
        }
        var received = order.Side == Side.Buy ? quantity.Value : price * quantity;
        return new OrderEvent.FilledWholly(ticker.Time, new Fill
        {
            OrderId = order.Id,
            FillId = $"{order.Id}-f0",
            BotId = order.BotId,
            Market = order.Market,
            Side = order.Side,
            Price = price,
            Quantity = quantity,
            Fee = received * rules.TakerFee,
            FeeAsset = order.Side == Side.Buy ? order.Market.Symbol.Base : order.Market.Symbol.Quote,
            At = ticker.Time,
        });
    }
}
