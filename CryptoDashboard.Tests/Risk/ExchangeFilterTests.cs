using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Risk;

/// <summary>What an exchange would turn down is refused here, with its numbers, before anything is sent.</summary>
public sealed class ExchangeFilterTests
{
    private static readonly TradingRules Rules = Some.Rules with
    {
        Band = new PriceBand(0.8m, 1.1m, 0.9m, 1.2m),
        MaxOpenOrders = 3,
        MaxOpenStops = 1,
        MaxQuantity = 50,
        MarketMaxQuantity = 20,
        MarketLotSize = 0.1m,
        MarketMinQuantity = 0.2m,
    };

    private static readonly Exposure Rich = new(1_000_000, 1_000_000, Some.Quantity(100), 0) { LastPrice = 100 };

    [Theory]
    [InlineData(Side.Buy, 79.99, false)]
    [InlineData(Side.Buy, 80, true)]
    [InlineData(Side.Buy, 110.01, false)]
    [InlineData(Side.Sell, 89.99, false)]
    [InlineData(Side.Sell, 120, true)]
    public void A_limit_outside_of_the_prices_that_are_taken_is_refused_by_its_side(Side side, double limit, bool passes) =>
        Assert.Equal(passes, Ask(side, 1, OrderTerms.AtLimit(new((decimal)limit))).Refused is not RiskRefusal.OutsideBand);

    [Fact]
    public void A_stop_is_measured_when_it_is_sent_and_tells_where_it_might_lie()
    {
        Assert.Equal(new RiskRefusal.OutsideBand(85, 90, 120), Ask(Side.Sell, 1, OrderTerms.StopLimitAt(new(91), new(85))).Refused);
        Assert.Null(Ask(Side.Sell, 1, OrderTerms.StopAt(new(85))).Refused);
        Assert.Null(Ask(Side.Sell, 1, OrderTerms.StopLimitAt(new(95), new(94))).Refused);
    }

    [Fact]
    public void No_more_orders_wait_than_the_exchange_keeps_and_one_at_market_is_no_order_that_waits()
    {
        var three = Rich with { OpenOrders = 3, OpenStops = 1 };
        Assert.Equal(new RiskRefusal.TooManyOrders("open", 3, 3), Ask(Side.Buy, 1, OrderTerms.AtLimit(new(99)), three).Refused);
        Assert.Equal(new RiskRefusal.TooManyOrders("waiting for a price", 1, 1), Ask(Side.Sell, 1, OrderTerms.StopLimitAt(new(95), new(94)), three with { OpenOrders = 2 }).Refused);
        Assert.Null(Ask(Side.Sell, 1, OrderTerms.Market, three).Refused);
    }

    [Fact]
    public void At_market_other_steps_and_sizes_count()
    {
        Assert.Equal(new RiskRefusal.AboveMaximum(20.1m, 20), Ask(Side.Buy, 20.1m, OrderTerms.Market).Refused);
        Assert.Equal(new RiskRefusal.AboveMaximum(50.1m, 50), Ask(Side.Buy, 50.1m, OrderTerms.AtLimit(new(100))).Refused);
        Assert.Equal(0.5m, Ask(Side.Buy, 0.57m, OrderTerms.Market).Approved!.Quantity.Value);
        Assert.Equal(new RiskRefusal.BelowMinimum(10, 20), Ask(Side.Buy, 0.19m, OrderTerms.Market).Refused);
    }

    [Fact]
    public void An_exit_larger_than_one_order_may_be_sells_what_it_may() =>
        Assert.Equal(20m, RiskGate.Check(new TradeRequest(Some.Market, Side.Sell, TradePurpose.Exit, Some.Price(100), Late: false), Rich, Some.AllIn, Rules).Approved!.Quantity.Value);

    [Fact]
    public void The_value_is_looked_at_again_after_rounding() =>
        // Worth 10.0009 at the limit as it was meant, and 9.999… at the limit as it would be sent.
        Assert.IsType<RiskRefusal.BelowMinimum>(Ask(Side.Buy, 0.10001m, OrderTerms.AtLimit(new(99.999m)), rules: Some.Rules).Refused);

    [Theory]
    [InlineData(0.5, 20.9, false)]
    [InlineData(0.5, 21.2, true)]
    [InlineData(0.1, 11.6, false)]
    [InlineData(0.1, 11.8, true)]
    public void A_position_must_be_large_enough_to_be_sold_after_its_stop(double stop, double value, bool passes)
    {
        var profile = Some.AllIn with { Stops = new StopPlan { StopLoss = (decimal)stop } };
        var refused = RiskGate.Check(Request(Side.Buy, (decimal)value / 100, OrderTerms.Market), Rich with { Quantity = default }, profile, Some.Rules).Refused;
        Assert.Equal(passes ? null : typeof(RiskRefusal.NotExitable), refused?.GetType());
    }

    [Fact]
    public void Dust_counts_towards_what_can_be_sold_again() =>
        Assert.Null(RiskGate.Check(Request(Side.Buy, 0.102m, OrderTerms.Market), Rich with { Quantity = Some.Quantity(0.05m) }, Some.AllIn, Some.Rules).Refused);

    private static RiskVerdict Ask(Side side, decimal quantity, OrderTerms terms, Exposure? exposure = null, TradingRules? rules = null) =>
        RiskGate.Check(Request(side, quantity, terms), exposure ?? Rich, Some.AllIn, rules ?? Rules);

    private static TradeRequest Request(Side side, decimal quantity, OrderTerms terms) =>
        new(Some.Market, side, side == Side.Buy ? TradePurpose.Entry : TradePurpose.Exit, Some.Price(100), Late: false) { Terms = terms, Quantity = Some.Quantity(quantity) };
}
