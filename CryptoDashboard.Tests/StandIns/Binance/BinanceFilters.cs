namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>The rules of a market, checked as Binance does.</summary>
internal static class BinanceFilters
{
    private static readonly string[] Types = ["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT"];

    /// <returns>The error to answer with, or null.</returns>
    public static (int Code, string Text)? Fault(BinanceOrder order)
    {
        if (!Types.Contains(order.Type))
            return (-1116, "Invalid orderType.");
        if (!order.Market.IsActive)
            return (-1013, "Market is closed.");
        if (order.Type != "MARKET" && (order.Price <= 0 || order.Price % order.Market.Tick != 0))
            return (-1013, "Filter failure: PRICE_FILTER");
        if (order.QuoteAmount == 0 && (order.Amount < order.Market.Lot || order.Amount % order.Market.Lot != 0))
            return (-1013, "Filter failure: LOT_SIZE");
        if (order.Type == "MARKET" && order.Amount > 100_000)
            return (-1013, "Filter failure: MARKET_LOT_SIZE");
        if (order.Type != "MARKET" && (order.Price > order.Market.Price * 5 || order.Price < order.Market.Price * 0.2m))
            return (-1013, "Filter failure: PERCENT_PRICE_BY_SIDE");
        if (order.StopPrice > 0 && order.Market.RefusesStops)
            return (-1013, "Filter failure: PERCENT_PRICE_BY_SIDE");
        var price = order.Type == "MARKET" ? order.Market.Price : order.Price;
        var cost = order.QuoteAmount > 0 ? order.QuoteAmount : price * order.Amount;
        return cost < order.Market.MinCost ? (-1013, "Filter failure: NOTIONAL") : null;
    }
}
