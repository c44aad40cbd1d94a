using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>An order at the stand-in and how Binance writes it.</summary>
public sealed class BinanceOrder
{
    public required StandInMarket Market { get; init; }

    public long Id { get; set; }

    public required string ClientOrderId { get; init; }

    public required bool IsBuy { get; init; }

    public required string Type { get; init; }

    public required string TimeInForce { get; init; }

    public decimal Price { get; init; }

    public decimal StopPrice { get; init; }

    public decimal Amount { get; set; }

    /// <summary>What a market order spends, where it says that instead of an amount.</summary>
    public decimal QuoteAmount { get; init; }

    public decimal Filled { get; set; }

    public decimal Cost { get; set; }

    public string Status { get; set; } = "NEW";

    /// <summary>Whether a stop order has been met.</summary>
    public bool IsTriggered { get; set; }

    public long TimeMs { get; set; }

    public long UpdatedMs { get; set; }

    /// <summary>Of the pair it belongs to; −1 for an order on its own.</summary>
    public long ListId { get; set; } = -1;

    /// <summary>The other leg of its pair: it ends when this one trades, wakes or is cancelled, and holds nothing of its own.</summary>
    public BinanceOrder? Other { get; set; }

    public List<BinanceFill> Fills { get; } = [];

    public bool IsOpen => Status is "NEW" or "PARTIALLY_FILLED";

    public decimal Remaining => Amount - Filled;

    private string Name => Market.Base + Market.Quote;

    private string Side => IsBuy ? "BUY" : "SELL";

    /// <summary>As a query answers.</summary>
    public object Json() => new
    {
        symbol = Name,
        orderId = Id,
        orderListId = ListId,
        clientOrderId = ClientOrderId,
        price = Text(Price),
        origQty = Text(Amount),
        executedQty = Text(Filled),
        cummulativeQuoteQty = Text(Cost),
        status = Status,
        timeInForce = TimeInForce,
        type = Type,
        side = Side,
        stopPrice = Text(StopPrice),
        icebergQty = Text(0),
        time = TimeMs,
        updateTime = UpdatedMs,
        isWorking = true,
        workingTime = TimeMs,
        origQuoteOrderQty = Text(QuoteAmount),
        selfTradePreventionMode = "NONE",
    };

    /// <summary>As placing it answers.</summary>
    public object PlacedJson() => new
    {
        symbol = Name,
        orderId = Id,
        orderListId = ListId,
        clientOrderId = ClientOrderId,
        transactTime = UpdatedMs,
        price = Text(Price),
        origQty = Text(Amount),
        executedQty = Text(Filled),
        origQuoteOrderQty = Text(QuoteAmount),
        cummulativeQuoteQty = Text(Cost),
        status = Status,
        timeInForce = TimeInForce,
        type = Type,
        side = Side,
        workingTime = TimeMs,
        selfTradePreventionMode = "NONE",
        fills = Fills.Select(f => new { price = Text(f.Price), qty = Text(f.Amount), commission = f.ToldFee, commissionAsset = f.ToldFeeAsset, tradeId = f.Id }),
    };

    /// <summary>As cancelling it answers.</summary>
    public object CancelledJson(string? cancelId) => new
    {
        symbol = Name,
        origClientOrderId = ClientOrderId,
        orderId = Id,
        orderListId = ListId,
        clientOrderId = cancelId ?? "cancel" + Id,
        transactTime = UpdatedMs,
        price = Text(Price),
        origQty = Text(Amount),
        executedQty = Text(Filled),
        origQuoteOrderQty = Text(QuoteAmount),
        cummulativeQuoteQty = Text(Cost),
        status = Status,
        timeInForce = TimeInForce,
        type = Type,
        side = Side,
        selfTradePreventionMode = "NONE",
    };

    /// <summary>As the user data stream tells it.</summary>
    /// <param name="what">NEW, TRADE, CANCELED, EXPIRED.</param>
    public object Report(string what, BinanceFill? fill) => new Message
    {
        ["e"] = "executionReport",
        ["E"] = UpdatedMs,
        ["s"] = Name,
        ["c"] = what == "CANCELED" ? "cancel" + Id : ClientOrderId,
        ["S"] = Side,
        ["o"] = Type,
        ["f"] = TimeInForce,
        ["q"] = Text(Amount),
        ["p"] = Text(Price),
        ["P"] = Text(StopPrice),
        ["F"] = Text(0),
        ["g"] = ListId,
        ["C"] = what == "CANCELED" ? ClientOrderId : "",
        ["x"] = what,
        ["X"] = Status,
        ["r"] = "NONE",
        ["i"] = Id,
        ["l"] = Text(fill?.Amount ?? 0),
        ["z"] = Text(Filled),
        ["L"] = Text(fill?.Price ?? 0),
        ["n"] = fill is null ? "0" : fill.ToldFee,
        ["N"] = fill?.ToldFeeAsset,
        ["T"] = UpdatedMs,
        ["t"] = fill?.Id ?? -1,
        ["I"] = Id * 2,
        ["w"] = IsOpen,
        ["m"] = fill?.IsMaker ?? false,
        ["M"] = false,
        ["O"] = TimeMs,
        ["Z"] = Text(Cost),
        ["Y"] = Text(fill is null ? 0 : fill.Price * fill.Amount),
        ["Q"] = Text(QuoteAmount),
        ["W"] = TimeMs,
        ["V"] = "NONE",
    };
}
