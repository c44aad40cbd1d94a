using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>
/// Somebody trades with an order in the moment it is cancelled. By turns with half of it and with all of it; the end is told before the fill,
/// and whoever asks at once finds the end without the fill.
/// </summary>
public sealed class FillAfterCancel : Scenario
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, DateTimeOffset> _cancelled = new(StringComparer.Ordinal);
    private int _cancels;

    public override string Name => "fill-after-cancel";

    public override string Title => "Fill after cancel";

    public override string Does => "Each order that is cancelled trades in that very moment, and the fill is told after the end.";

    public override Answer Cancel(ExchangeTruth truth, Order order, DateTimeOffset now)
    {
        if (truth.Find(order.Id) is not { IsOpen: true } there || order.IsAsleep)
            return CancelHonestly(truth, order, now);
        _cancelled[order.Id] = now;
        var traded = truth.Trade(there, ++_cancels % 2 == 1 ? there.Left / 2 : there.Left, now);
        truth.Cancel(order.Id);
        var fill = traded is null ? [] : new[] { (there, traded) };
        return new Answer(new OrderEvent.CancelAsked(now), [(there, new OrderEvent.Cancelled(now)), .. fill]);
    }

    public override FoundOrder? Find(ExchangeTruth truth, Order order, DateTimeOffset now) =>
        FindHonestly(truth, order, now) is { } found && _cancelled.TryGetValue(order.Id, out var at) && now - at < Lag
            ? found with { State = FoundState.Cancelled, Filled = Money.Quantity.Zero, Fills = [] }
            : FindHonestly(truth, order, now);
}
