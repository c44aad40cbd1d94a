using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>The exchange's clock is an hour wrong, by turns ahead and behind: whatever it stamps happened in the future or the past.</summary>
public sealed class SkewedClock : Scenario
{
    private int _told;

    public override string Name => "skewed-clock";

    public override string Title => "Skewed clock";

    public override string Does => "Fills and ends are stamped by a clock that is an hour ahead, then an hour behind.";

    public override Answer Place(ExchangeTruth truth, Order order, DateTimeOffset now)
    {
        var answer = PlaceHonestly(truth, order, now);
        return answer.Told is OrderEvent.Accepted accepted ? answer with { Told = accepted with { At = Skewed(now) } } : answer;
    }

    public override IEnumerable<OrderEvent> Tell(TruthOrder order, OrderEvent happened, DateTimeOffset now)
    {
        _told++;
        var at = Skewed(happened.At);
        return
        [
            happened switch
            {
                OrderEvent.FilledPartly part => new OrderEvent.FilledPartly(at, part.Fill with { At = at }),
                OrderEvent.FilledWholly whole => new OrderEvent.FilledWholly(at, whole.Fill with { At = at }),
                _ => happened with { At = at },
            },
        ];
    }

    private DateTimeOffset Skewed(DateTimeOffset at) => at + TimeSpan.FromHours(_told % 2 == 0 ? -1 : 1);
}
