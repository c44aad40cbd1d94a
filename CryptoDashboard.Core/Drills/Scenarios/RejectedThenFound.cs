using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>
/// An error comes back and the order is there all the same. By turns: an error of unknown outcome after which the exchange does not find the
/// order for three seconds; and a plain no, after which the order trades as if there had been none.
/// </summary>
public sealed class RejectedThenFound : Scenario
{
    private static readonly TimeSpan HiddenFor = TimeSpan.FromSeconds(3);
    private int _placed;

    public override string Name => "rejected-then-found";

    public override string Title => "Rejected, then found";

    public override string Does => "The exchange answers with an error, and the order exists: found only seconds later, or after a plain no.";

    public override Answer Place(ExchangeTruth truth, Order order, DateTimeOffset now)
    {
        var answer = PlaceHonestly(truth, order, now);
        if (answer.Told is not OrderEvent.Accepted)
            return answer;
        return answer with { Told = ++_placed % 2 == 1 ? new OrderEvent.AnswerLost(now) : new OrderEvent.Rejected(now, "Internal error; unable to process your request.") };
    }

    public override FoundOrder? Find(ExchangeTruth truth, Order order, DateTimeOffset now) =>
        truth.Find(order.Id) is { } there && now - there.TakenAt < HiddenFor ? null : FindHonestly(truth, order, now);

    // Who was told no hears of the order: it is new, it trades.
    public override IEnumerable<OrderEvent> Tell(TruthOrder order, OrderEvent happened, DateTimeOffset now) =>
        [new OrderEvent.Accepted(now, order.ExchangeId), happened];
}
