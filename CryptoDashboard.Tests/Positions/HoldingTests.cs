using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Positions;

public sealed class HoldingTests
{
    private static readonly Holding Start = new(10_000, new Position { BotId = 1, Market = Some.Market }, null);

    [Fact]
    public void A_buy_with_its_fee_in_base_holds_the_net_quantity_at_the_whole_cost()
    {
        var after = Start.After(Some.Fill(Side.Buy, 100, 10), Some.Order(), Some.Rules, out var closed);

        Assert.Null(closed);
        Assert.Equal((9_000m, 9.99m, 1_000m), (after.Cash, after.Position.Quantity.Value, after.Position.Cost));
        Assert.Equal(1m, after.OpenTrade!.Fees);
    }

    [Fact]
    public void A_round_trip_ends_with_the_profit_net_of_both_fees()
    {
        var bought = Start.After(Some.Fill(Side.Buy, 100, 10), Some.Order(), Some.Rules, out _);

        var sold = bought.After(Some.Fill(Side.Sell, 110, 9.99m, id: "g"), Some.Order(Side.Sell, held: 9.99m), Some.Rules, out var closed);

        Assert.Equal(10_000m - 1_000 + (9.99m * 110 * 0.999m), sold.Cash);
        Assert.Equal(sold.Cash - 10_000, closed!.Profit);
        Assert.Null(sold.OpenTrade);
    }

    [Fact]
    public void Dust_below_the_lot_closes_the_trade_and_stays_in_the_position_with_its_cost()
    {
        var bought = Start.After(Some.Fill(Side.Buy, 100, 1.000005m, fee: 0), Some.Order(), Some.Rules, out _);

        var sold = bought.After(Some.Fill(Side.Sell, 100, 1, fee: 0, id: "g"), Some.Order(Side.Sell, held: 1), Some.Rules, out var closed);

        Assert.NotNull(closed);
        Assert.Equal(0.000005m, sold.Position.Quantity.Value);
        Assert.Equal(0.0005m, sold.Position.Cost);
    }

    [Fact]
    public void What_an_exit_leaves_below_the_smallest_order_is_dust_too_and_goes_with_the_next_sale()
    {
        var bought = Start.After(Some.Fill(Side.Buy, 100, 1.05m, fee: 0), Some.Order(), Some.Rules, out _);

        var sold = bought.After(Some.Fill(Side.Sell, 100, 1, fee: 0, id: "g"), Some.Order(Side.Sell, held: 1), Some.Rules, out var closed);

        Assert.NotNull(closed);
        Assert.Equal((0.05m, 5m), (sold.Position.Quantity.Value, sold.Position.Cost));
    }

    [Fact]
    public void A_fee_in_a_third_asset_is_made_good_in_quote_and_counts_against_the_trade()
    {
        var bought = Start.After(Some.Fill(Side.Buy, 100, 10, fee: 0.01m, feeAsset: new("BNB")) with { FeeValue = 4 }, Some.Order(), Some.Rules, out _);

        var sold = bought.After(Some.Fill(Side.Sell, 110, 10, fee: 0.01m, feeAsset: new("BNB"), id: "g") with { FeeValue = 5 }, Some.Order(Side.Sell, held: 10), Some.Rules, out var closed);

        Assert.Equal((91m, 9m, 10_091m), (closed!.Profit, closed.Fees, sold.Cash));
    }

    [Fact]
    public void A_sale_that_ended_early_and_left_too_little_to_be_sold_closes_the_trade()
    {
        var order = Some.Order(Side.Sell, held: 1).After(new OrderEvent.Sent(Some.Noon));
        var bought = Start.After(Some.Fill(Side.Buy, 100, 1, fee: 0), Some.Order(), Some.Rules, out _);
        var fill = Some.Fill(Side.Sell, 100, 0.95m, fee: 0, id: "g");
        var part = Booking.Of(order, new OrderEvent.FilledPartly(Some.Noon, fill), fill, bought, Some.Rules, double.NaN)!;
        Assert.Null(part.Closed);

        var ended = Booking.Of(part.Order, new OrderEvent.Cancelled(Some.Noon), null, part.Holding, Some.Rules, double.NaN)!;

        Assert.Equal((Some.Noon, -5m), (ended.Closed!.ClosedAt, ended.Closed.Received - ended.Closed.Paid));
        Assert.Null(ended.Holding.OpenTrade);
    }

    [Fact]
    public void Selling_half_leaves_the_trade_open()
    {
        var bought = Start.After(Some.Fill(Side.Buy, 100, 10, fee: 0), Some.Order(), Some.Rules, out _);

        var half = bought.After(Some.Fill(Side.Sell, 120, 5, fee: 0, id: "g"), Some.Order(Side.Sell, held: 5), Some.Rules, out var closed);

        Assert.Null(closed);
        Assert.Equal((100m, 500m), (half.OpenTrade!.Profit, half.Position.Cost));
    }

    [Fact]
    public void Selling_more_than_is_held_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Start.After(Some.Fill(Side.Sell, 100, 1), Some.Order(Side.Sell, held: 1), Some.Rules, out _));

    [Fact]
    public void Ten_thousand_random_fills_keep_equity_ledger_and_profit_in_step_to_the_last_digit()
    {
        var random = new Random(42);
        var holding = Start;
        var ledger = new List<LedgerEntry>(Ledger.OfCapital(1, new(10_000, Some.Market.Symbol.Quote), Some.Noon));
        for (var i = 0; i < 10_000; i++)
        {
            var price = Math.Round(99 + ((decimal)random.NextDouble() * 2), 2);
            var side = holding.Position.Quantity.Value < 0.001m || (holding.Cash > 100 && random.Next(2) == 0) ? Side.Buy : Side.Sell;
            var limit = side == Side.Buy ? Math.Max(holding.Cash, 0) / price : holding.Position.Quantity.Value;
            var quantity = Some.Rules.FloorQuantity(limit * (decimal)random.NextDouble());
            if (quantity.IsZero)
                continue;
            var fill = i % 5 == 0
                ? Some.Fill(side, price, quantity.Value, 0.001m, new("BNB"), $"f{i}") with { FeeValue = 0.123456789m }
                : Some.Fill(side, price, quantity.Value, id: $"f{i}");
            ledger.AddRange(Ledger.OfFill(fill, "exchange:paper"));
            holding = holding.After(fill, Some.Order(side, held: side == Side.Sell ? 1 : 0), Some.Rules, out _);
        }

        Assert.All(ledger.GroupBy(e => (e.Transaction, e.Asset)), g => Assert.Equal(0m, g.Sum(e => e.Amount)));
        Assert.Equal(holding.Cash, ledger.Where(e => e.Account == "bot:1" && e.Asset == Some.Market.Symbol.Quote).Sum(e => e.Amount));
        Assert.Equal(holding.Position.Quantity.Value, ledger.Where(e => e.Account == "bot:1" && e.Asset == Some.Market.Symbol.Base).Sum(e => e.Amount));
        var price100 = Some.Price(100);
        Assert.Equal(holding.Equity(price100) - 10_000, holding.Position.Realised + holding.Position.Unrealised(price100));
    }
}
