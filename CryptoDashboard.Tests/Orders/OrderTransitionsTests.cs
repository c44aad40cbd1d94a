using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Orders;

public sealed class OrderTransitionsTests
{
    private static readonly OrderEvent[] Events =
    [
        new OrderEvent.Sent(Some.Noon), new OrderEvent.Accepted(Some.Noon), new OrderEvent.Rejected(Some.Noon, "no"), new OrderEvent.AnswerLost(Some.Noon),
        new OrderEvent.NotFound(Some.Noon), new OrderEvent.FilledPartly(Some.Noon, Some.Fill(Side.Buy, 100, 1)), new OrderEvent.FilledWholly(Some.Noon, Some.Fill(Side.Buy, 100, 1)),
        new OrderEvent.CancelAsked(Some.Noon), new OrderEvent.Cancelled(Some.Noon), new OrderEvent.Expired(Some.Noon),
        new OrderEvent.Held(Some.Noon), new OrderEvent.Woken(Some.Noon, Some.Price(1)), new OrderEvent.Trailed(Some.Noon, Some.Price(1)), new OrderEvent.Completed(Some.Noon), new OrderEvent.Untold(Some.Noon),
    ];

    // Rows: status. Columns: sent, accepted, rejected, answer lost, not found, partly, wholly, cancel asked, cancelled, expired, held, woken, trailed, completed, untold. "." is refused.
    private static readonly Dictionary<OrderStatus, string> Table = new()
    {
        [OrderStatus.Intended] = "Sent . Rejected . . . . . Cancelled . Held . . . .",
        [OrderStatus.Sent] = ". Accepted Rejected Unknown . PartiallyFilled Filled Cancelling Cancelled Expired . Sent Sent . .",
        [OrderStatus.Accepted] = ". Accepted Rejected . . PartiallyFilled Filled Cancelling Cancelled Expired . Accepted Accepted . .",
        [OrderStatus.PartiallyFilled] = ". PartiallyFilled . . . PartiallyFilled Filled Cancelling Cancelled Expired . PartiallyFilled PartiallyFilled Filled .",
        [OrderStatus.Cancelling] = ". Cancelling . Cancelling . Cancelling Filled Cancelling Cancelled Expired . Cancelling Cancelling Filled .",
        [OrderStatus.Unknown] = ". Accepted Rejected Unknown Rejected PartiallyFilled Filled Cancelling Cancelled Expired . . . . .",
        [OrderStatus.Held] = ". . . . . . . Cancelled Cancelled Expired Held Intended Held . .",
        [OrderStatus.Filled] = ". Filled . . . . . Filled . . . . . Filled .",
        [OrderStatus.Cancelled] = ". . . . . Cancelled Filled Cancelled Cancelled . . . . Filled .",
        [OrderStatus.Rejected] = ". Accepted Rejected . . PartiallyFilled Filled . . . . . . Filled .",
        [OrderStatus.Expired] = ". . . . . Expired Filled Expired . Expired . . . Filled .",
    };

    [Fact]
    public void Every_pair_of_status_and_event_is_as_the_table_says()
    {
        foreach (var status in Enum.GetValues<OrderStatus>())
        {
            var expected = Table[status].Split(' ');
            for (var i = 0; i < Events.Length; i++)
                Assert.True(expected[i] == (OrderTransitions.Next(status, Events[i])?.ToString() ?? "."), $"{status} and {Events[i].GetType().Name}: {OrderTransitions.Next(status, Events[i])} instead of {expected[i]}");
        }
    }

    [Fact]
    public void An_illegal_move_is_refused_loudly() =>
        Assert.Throws<InvalidOperationException>(() => Some.Order().After(new OrderEvent.FilledWholly(Some.Noon, Some.Fill(Side.Buy, 100, 1))));

    [Fact]
    public void Fills_add_up_and_a_partly_filled_order_that_is_cancelled_keeps_them()
    {
        var order = Some.Order().After(new OrderEvent.Sent(Some.Noon)).After(new OrderEvent.Accepted(Some.Noon))
            .After(new OrderEvent.FilledPartly(Some.Noon, Some.Fill(Side.Buy, 100, 2)))
            .After(new OrderEvent.FilledPartly(Some.Noon, Some.Fill(Side.Buy, 110, 1)))
            .After(new OrderEvent.CancelAsked(Some.Noon)).After(new OrderEvent.Cancelled(Some.Noon));

        Assert.Equal((3m, 310m, OrderStatus.Cancelled), (order.Filled.Value, order.FilledValue, order.Status));
        Assert.Equal(Some.Noon, order.EndedAt);
    }
}
