using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Bots;

public sealed class DecisionMakerTests
{
    private static readonly Signal Buy = Signal.Of(SignalAction.Buy, 0.8);
    private static readonly Signal Sell = Signal.Of(SignalAction.Sell, 0.8);
    private static readonly RiskProfile Tenth = new(0.1m, 0.5m);
    private static readonly Exposure Flat = new(10_000, 10_000, default, 0);
    private static readonly Exposure Long = new(10_000, 9_000, Some.Quantity(10), 0);

    [Fact]
    public void A_plain_BUY_opens_with_the_normal_entry_and_never_adds()
    {
        Assert.Equal(1_000, Decide(Buy, Flat).Trade!.Spend);
        Assert.Equal(SignalFate.NothingToDo, Decide(Buy, Long).Fate);
    }

    [Fact]
    public void A_BUY_that_says_so_adds_its_share_of_the_normal_entry() =>
        Assert.Equal(250, Decide(Buy with { Size = 0.25f, Adds = true }, Long).Trade!.Spend);

    [Fact]
    public void A_BUY_that_adds_opens_too_while_nothing_is_held() =>
        Assert.Equal(250, Decide(Buy with { Size = 0.25f, Adds = true }, Flat).Trade!.Spend);

    [Fact]
    public void Adding_ends_at_the_exposure_limit() =>
        Assert.IsType<RiskRefusal.ExposureLimit>(Decide(Buy with { Adds = true }, new Exposure(10_000, 5_500, Some.Quantity(45), 0)).Refusal);

    [Fact]
    public void Adding_waits_for_an_open_order_as_any_entry_does() =>
        Assert.IsType<RiskRefusal.OrderPending>(Decide(Buy with { Adds = true }, Long with { OpenOrderValue = 10 }).Refusal);

    [Fact]
    public void A_plain_SELL_sells_all_and_a_part_its_share()
    {
        Assert.Equal(10, Decide(Sell, Long).Trade!.Quantity.Value);
        Assert.Equal(3.33333m, Decide(Sell with { Size = 1f / 3 }, Long).Trade!.Quantity.Value);
    }

    [Fact]
    public void A_part_that_would_leave_what_nobody_can_sell_sells_all() =>
        Assert.Equal(0.5m, Decide(Sell with { Size = 0.9f }, Long with { Quantity = Some.Quantity(0.5m) }).Trade!.Quantity.Value);

    [Fact]
    public void A_part_too_small_to_sell_is_refused() =>
        Assert.IsType<RiskRefusal.BelowMinimum>(Decide(Sell with { Size = 0.1f }, Long with { Quantity = Some.Quantity(0.5m) }).Refusal);

    private static Decision Decide(Signal signal, Exposure exposure) => DecisionMaker.Decide(Some.Market, Tenth, signal, Some.Price(100), late: false, exposure, Some.Rules);
}
