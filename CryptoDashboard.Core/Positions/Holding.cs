using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Positions;

/// <summary>A bot's cash, position and open trade: what one fill changes together.</summary>
/// <param name="Cash">Quote units.</param>
/// <param name="OpenTrade">The round trip under way, or null while flat.</param>
public sealed record Holding(decimal Cash, Position Position, Trade? OpenTrade)
{
    /// <summary>Digits kept behind the point, as many as the database keeps.</summary>
    private const int Scale = 18;

    public decimal Equity(Price price) => Cash + (price * Position.Quantity);

    /// <summary>The holding after a fill.</summary>
    /// <param name="order">The order it belongs to; its reason becomes the trade's.</param>
    /// <param name="closed">The round trip this fill completed, or null.</param>
    /// <exception cref="InvalidOperationException">More is sold than is held.</exception>
    public Holding After(Fill fill, Order order, TradingRules rules, out Trade? closed)
    {
        var (@base, quote) = (fill.Market.Symbol.Base, fill.Market.Symbol.Quote);
        var baseFee = fill.FeeAsset == @base ? fill.Fee : 0;
        var quoteFee = fill.FeeAsset == quote ? fill.Fee : 0;
        // A fee in a third asset is paid by the account, and the bot makes it good in quote: what is left is net of every fee, whichever asset it was in.
        var owed = fill.Reimbursed;
        var feeValue = decimal.Round(baseFee != 0 || quoteFee != 0 ? (baseFee * fill.Price.Value) + quoteFee : owed, Scale);
        quoteFee += owed;
        closed = null;
        return fill.Side == Side.Buy
            ? Bought(fill, order, baseFee, quoteFee, feeValue)
            : Sold(fill, order, rules, baseFee, quoteFee, feeValue, out closed);
    }

    /// <summary>
    /// The holding after an order ended that sold less than it was to: what is left may be too little to be sold by itself, and closes the trade
    /// as dust.
    /// </summary>
    /// <param name="closed">The round trip that this completed, or null.</param>
    public Holding AfterEnd(Order order, DateTimeOffset at, TradingRules rules, out Trade? closed)
    {
        closed = null;
        if (order.Side != Side.Sell || order.AveragePrice is not { } price || OpenTrade is not { } trade || rules.IsTradable(rules.FloorQuantity(Position.Quantity.Value), new Price(price)))
            return this;
        closed = trade with { ClosedAt = at };
        return this with { OpenTrade = null };
    }

    private Holding Bought(Fill fill, Order order, decimal baseFee, decimal quoteFee, decimal feeValue)
    {
        var spent = fill.Value + quoteFee;
        var trade = OpenTrade is null
            ? new Trade { Id = order.Id, BotId = fill.BotId, Market = fill.Market, OpenedAt = fill.At, OpenReason = order.Reason, Bought = fill.Quantity, Paid = fill.Value, Fees = feeValue }
            : OpenTrade with { Bought = OpenTrade.Bought + fill.Quantity, Paid = OpenTrade.Paid + fill.Value, Fees = OpenTrade.Fees + feeValue };
        return new Holding(
            Cash - spent,
            Position with
            {
                Quantity = new Quantity(Position.Quantity.Value + fill.Quantity.Value - baseFee),
                Cost = Position.Cost + spent,
                Fees = Position.Fees + feeValue,
            },
            trade);
    }

    private Holding Sold(Fill fill, Order order, TradingRules rules, decimal baseFee, decimal quoteFee, decimal feeValue, out Trade? closed)
    {
        var given = fill.Quantity.Value + baseFee;
        if (given > Position.Quantity.Value)
            throw new InvalidOperationException($"Fill {fill.FillId} sells {given} {fill.Market.Symbol.Base} and only {Position.Quantity} are held.");
        var left = new Quantity(Position.Quantity.Value - given);
        var cost = left.IsZero ? Position.Cost : decimal.Round(Position.Cost * (given / Position.Quantity.Value), Scale);
        var proceeds = fill.Value - quoteFee;
        var trade = OpenTrade is null ? null : OpenTrade with
        {
            Sold = OpenTrade.Sold + fill.Quantity,
            Received = OpenTrade.Received + fill.Value,
            Fees = OpenTrade.Fees + feeValue,
            Profit = OpenTrade.Profit + proceeds - cost,
            CloseReason = order.Reason,
            ClosedByGuard = order.IsProtective,
        };
        // What is left once the order is done and cannot be sold by itself is dust: it stays in the position and goes with the next sale.
        var isDone = order.Quantity.Value > 0 && fill.Quantity.Value >= order.Remaining;
        var flat = rules.FloorQuantity(left.Value).IsZero || (isDone && !rules.IsTradable(rules.FloorQuantity(left.Value), fill.Price));
        closed = flat && trade is not null ? trade with { ClosedAt = fill.At } : null;
        return new Holding(
            Cash + proceeds,
            Position with
            {
                Quantity = left,
                Cost = Position.Cost - cost,
                Realised = Position.Realised + proceeds - cost,
                Fees = Position.Fees + feeValue,
            },
            flat ? null : trade);
    }
}
