using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>A fill at the stand-in.</summary>
public sealed record BinanceFill(long Id, BinanceOrder Order, decimal Price, decimal Amount, decimal Fee, string FeeAsset, bool IsMaker, long TimeMs)
{
    /// <summary>Whether the exchange says what it took.</summary>
    public bool TellsFee { get; init; } = true;

    public string? ToldFee => TellsFee ? Text(Fee) : null;

    public string? ToldFeeAsset => TellsFee ? FeeAsset : null;

    public object Json() => new
    {
        symbol = Order.Market.Base + Order.Market.Quote,
        id = Id,
        orderId = Order.Id,
        orderListId = Order.ListId,
        price = Text(Price),
        qty = Text(Amount),
        quoteQty = Text(Price * Amount),
        commission = ToldFee,
        commissionAsset = ToldFeeAsset,
        time = TimeMs,
        isBuyer = Order.IsBuy,
        isMaker = IsMaker,
        isBestMatch = true,
    };
}
