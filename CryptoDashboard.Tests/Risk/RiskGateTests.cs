using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Risk;

public sealed class RiskGateTests
{
    private static readonly TradeRequest Buy = new(Some.Market, Side.Buy, TradePurpose.Entry, Some.Price(100), Late: false);
    private static readonly TradeRequest Sell = new(Some.Market, Side.Sell, TradePurpose.Exit, Some.Price(100), Late: false);
    private static readonly Exposure Flat = new(10_000, 10_000, default, 0);

    [Fact]
    public void What_waits_for_a_price_of_its_own_keeps_nobody_from_selling()
    {
        var held = new Exposure(10_000, 5_000, Some.Quantity(50), 900) { RestingValue = 900, BoundQuantity = 10 };
        Assert.Equal(40m, RiskGate.Check(Sell, held, Some.AllIn, Some.Rules).Approved!.Quantity.Value);
        Assert.IsType<RiskRefusal.OrderPending>(RiskGate.Check(Buy, held, Some.AllIn, Some.Rules).Refused);
        Assert.Equal(new RiskRefusal.OrderPending(100), RiskGate.Check(Sell, held with { OpenOrderValue = 1_000 }, Some.AllIn, Some.Rules).Refused);
    }

    [Fact]
    public void A_fee_that_is_taken_in_quote_beside_what_is_spent_has_room_in_the_cash()
    {
        var buy = Buy with { Market = MarketId.Parse("kraken:BTC/USDT") };
        var spend = RiskGate.Check(buy, Flat, Some.AllIn, Some.Rules).Approved!.Spend;
        Assert.InRange(spend * (1 + Some.Rules.TakerFee), 9_999.9999m, 10_000m);
        Assert.IsType<RiskRefusal.NotEnoughCash>(RiskGate.Check(buy with { Quantity = Some.Quantity(100) }, Flat, Some.AllIn, Some.Rules).Refused);
    }

    [Fact]
    public void A_price_that_is_minutes_old_opens_nothing_at_market_and_closes_all_the_same()
    {
        var old = Flat with { PriceAge = TimeSpan.FromMinutes(7) };
        Assert.Contains("7 minutes old", RiskGate.Check(Buy, old, Some.AllIn, Some.Rules).Refused!.Sentence, StringComparison.Ordinal);
        Assert.NotNull(RiskGate.Check(Buy with { Terms = OrderTerms.AtLimit(Some.Price(99)) }, old, Some.AllIn, Some.Rules).Approved);
        Assert.NotNull(RiskGate.Check(Sell, new Exposure(10_000, 0, Some.Quantity(1), 0) { PriceAge = TimeSpan.FromDays(1) }, Some.AllIn, Some.Rules).Approved);
    }

    [Fact]
    public void An_entry_spends_its_share_of_equity() =>
        Assert.Equal(2_500m, RiskGate.Check(Buy, Flat, new RiskProfile(0.25m, 1), Some.Rules).Approved!.Spend);

    [Fact]
    public void An_entry_never_spends_more_than_the_cash_there_is() =>
        Assert.Equal(9_000m, RiskGate.Check(Buy, new Exposure(9_000.004m, 9_000, Some.Quantity(0.00004m), 0), Some.AllIn, Some.Rules).Approved!.Spend);

    [Fact]
    public void An_exit_sells_all_that_the_lot_allows() =>
        Assert.Equal(0.12345m, RiskGate.Check(Sell, new Exposure(10_000, 0, Some.Quantity(0.123456789m), 0), Some.AllIn, Some.Rules).Approved!.Quantity.Value);

    [Fact]
    public void A_late_candle_opens_nothing() =>
        Assert.IsType<RiskRefusal.LateEntry>(RiskGate.Check(Buy with { Late = true }, Flat, Some.AllIn, Some.Rules).Refused);

    [Fact]
    public void A_late_candle_may_close() =>
        Assert.NotNull(RiskGate.Check(Sell with { Late = true }, new Exposure(10_000, 0, Some.Quantity(1), 0), Some.AllIn, Some.Rules).Approved);

    [Fact]
    public void A_second_order_waits_for_the_first_one() =>
        Assert.Equal(new RiskRefusal.OrderPending(500), RiskGate.Check(Buy, Flat with { OpenOrderValue = 500 }, Some.AllIn, Some.Rules).Refused);

    [Fact]
    public void The_exposure_limit_counts_what_is_held_and_tells_its_numbers()
    {
        var refused = RiskGate.Check(Buy, new Exposure(10_000, 6_000, Some.Quantity(40), 0), new RiskProfile(0.3m, 0.5m), Some.Rules).Refused;

        Assert.Equal(new RiskRefusal.ExposureLimit(3_000, 4_000, 5_000), refused);
        Assert.Contains("3000", refused!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_cash_nothing_is_bought() =>
        Assert.IsType<RiskRefusal.NotEnoughCash>(RiskGate.Check(Buy, Flat with { Cash = 0 }, Some.AllIn, Some.Rules).Refused);

    [Fact]
    public void An_order_below_the_exchange_minimum_is_not_made() =>
        Assert.Equal(new RiskRefusal.BelowMinimum(9, 10), RiskGate.Check(Buy, new Exposure(9, 9, default, 0), Some.AllIn, Some.Rules).Refused);

    [Fact]
    public void An_exchange_that_stands_alone_with_its_price_opens_nothing()
    {
        var alone = new Consensus(97, 4, (100m / 97) - 1, TimeSpan.FromSeconds(1));
        Assert.Equal(new RiskRefusal.AgainstTheOthers(100, 97, 4, alone.Deviation, 0.02m), RiskGate.Check(Buy with { Others = alone }, Flat, Some.AllIn, Some.Rules).Refused);
        Assert.NotNull(RiskGate.Check(Buy with { Others = alone with { Deviation = 0.02m } }, Flat, Some.AllIn, Some.Rules).Approved);
    }

    [Fact]
    public void An_exchange_that_stands_alone_with_its_price_may_still_be_left() =>
        Assert.NotNull(RiskGate.Check(Sell with { Others = new Consensus(50, 3, 1, default) }, new Exposure(10_000, 0, Some.Quantity(1), 0), Some.AllIn, Some.Rules).Approved);

    [Fact]
    public void A_share_above_the_largest_exposure_is_a_fault_of_the_profile() =>
        Assert.NotEmpty(new RiskProfile(0.6m, 0.5m).Faults());
}
