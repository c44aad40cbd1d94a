using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>Every order is taken and the answer is lost; the first time the order is asked for, that is lost too.</summary>
public sealed class AcceptedThenTimeout : Scenario
{
    private readonly HashSet<string> _askedOnce = new(StringComparer.Ordinal);

    public override string Name => "accepted-then-timeout";

    public override string Title => "Accepted, then time-out";

    public override string Does => "Every order is taken by the exchange and its answer never arrives.";

    public override Answer Place(ExchangeTruth truth, Order order, DateTimeOffset now)
    {
        var answer = PlaceHonestly(truth, order, now);
        return answer.Told is OrderEvent.Accepted ? answer with { Told = new OrderEvent.AnswerLost(now) } : answer;
    }

    public override FoundOrder? Find(ExchangeTruth truth, Order order, DateTimeOffset now) =>
        _askedOnce.Add(order.Id) ? throw Silent(truth, "RequestTimeout", "the answer did not come in time.") : FindHonestly(truth, order, now);
}
