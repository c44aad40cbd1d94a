using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>A fill at the stand-in.</summary>
public sealed record BinanceFill(long Id, BinanceOrder Order, decimal Price, decimal Amount, decimal Fee, string FeeAsset, bool IsMaker, long TimeMs)
{
    public object Json() => new
    {
        symbol = Order.Market.Base + Order.Market.Quote,
        id = Id,
        orderId = Order.Id,
        orderListId = -1,
        price = Text(Price),
        qty = Text(Amount),
        quoteQty = Text(Price * Amount),
        commission = Text(Fee),
        commissionAsset = FeeAsset,
        time = TimeMs,
        isBuyer = Order.IsBuy,
        isMaker = IsMaker,
        isBestMatch = true,
    };
}
