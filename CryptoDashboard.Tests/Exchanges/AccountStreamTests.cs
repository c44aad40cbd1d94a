using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Exchanges;

/// <summary>What an exchange pushes comes in any order, and may be less than it should.</summary>
public sealed class AccountStreamTests
{
    private readonly AccountStream _stream = new();
    private readonly Order _order = Some.Order();

    public AccountStreamTests() => _stream.Expect(_order);

    [Fact]
    public void The_end_of_an_order_waits_for_its_last_fill()
    {
        Assert.Equal([typeof(OrderEvent.Untold)], _stream.Told(_order.Account, Told("closed", filled: 2), Some.Noon).Select(t => t.Happened.GetType()));
        Assert.Equal([typeof(OrderEvent.FilledPartly)], _stream.Told(_order.Account, Fill("a", 1), Some.Noon).Select(t => t.Happened.GetType()));
        Assert.Equal([typeof(OrderEvent.FilledPartly), typeof(OrderEvent.Completed)], _stream.Told(_order.Account, Fill("b", 1), Some.Noon).Select(t => t.Happened.GetType()));
    }

    [Fact]
    public void A_fill_may_come_before_its_order_is_known()
    {
        Assert.Empty(_stream.Told(_order.Account, Fill("a", 1), Some.Noon));
        Assert.Contains(_stream.Told(_order.Account, Told("open", filled: 1), Some.Noon), t => t.Happened is OrderEvent.FilledPartly { Fill.FillId: "a" });
    }

    [Fact]
    public void A_fill_in_the_answer_that_does_not_say_its_fee_is_left_to_be_told_once_more()
    {
        var answer = Told("closed", filled: 1) with { Fills = [Fill("a", 1) with { Fees = [] }] };
        Assert.Empty(_stream.Answered(_order, answer));
        Assert.Single(_stream.Told(_order.Account, Fill("a", 1), Some.Noon), t => t.Happened is OrderEvent.FilledPartly { Fill.Fee: 0.001m });
    }

    [Fact]
    public void A_fill_that_is_told_twice_is_passed_on_once()
    {
        _stream.Told(_order.Account, Told("open", filled: 0), Some.Noon);
        Assert.Single(_stream.Told(_order.Account, Fill("a", 1), Some.Noon));
        Assert.Empty(_stream.Told(_order.Account, Fill("a", 1), Some.Noon));
    }

    private BridgeOrder Told(string status, decimal filled) => new(
        "77", _order.Id, "BTC/USDT", "market", "buy", null, null, null, 2, filled, 2 - filled, 100, null, status, Some.Noon, Some.Noon, [], []);

    private static BridgeFill Fill(string id, decimal amount) => new(id, "77", "BTC/USDT", "buy", "taker", 100, amount, 100 * amount, Some.Noon, [new BridgeFee(0.001m, "BTC")]);
}
