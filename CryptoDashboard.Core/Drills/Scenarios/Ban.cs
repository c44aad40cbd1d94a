using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>After each third order the exchange answers nothing but 418 for forty seconds; its stream goes on.</summary>
public sealed class Ban : Scenario
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(40);
    private DateTimeOffset _until;
    private int _placed;

    public override string Name => "ban";

    public override string Title => "Ban";

    public override string Does => "After each third order the exchange answers 418 to everything for forty seconds.";

    public override Answer Place(ExchangeTruth truth, Order order, DateTimeOffset now)
    {
        if (IsBanned(now))
            return new Answer(new OrderEvent.Rejected(now, Why(now)), []);
        var answer = PlaceHonestly(truth, order, now);
        if (answer.Told is OrderEvent.Accepted && ++_placed % 3 == 0)
            _until = now + Lasts;
        return answer;
    }

    public override Answer Cancel(ExchangeTruth truth, Order order, DateTimeOffset now) =>
        IsBanned(now) ? throw Silent(truth, "RateLimitExceeded", Why(now)) : CancelHonestly(truth, order, now);

    public override FoundOrder? Find(ExchangeTruth truth, Order order, DateTimeOffset now) =>
        IsBanned(now) ? throw Silent(truth, "RateLimitExceeded", Why(now)) : FindHonestly(truth, order, now);

    private bool IsBanned(DateTimeOffset now) => now < _until;

    private string Why(DateTimeOffset now) => $"418, way too many requests; banned for {(_until - now).TotalSeconds:0} more seconds.";
}
