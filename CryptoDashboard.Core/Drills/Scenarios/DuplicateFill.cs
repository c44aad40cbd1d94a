using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>Everything is told twice, and all that was told of an order before is told again with each piece of news of it.</summary>
public sealed class DuplicateFill : Scenario
{
    private readonly List<(TruthOrder Order, OrderEvent Happened)> _told = [];

    public override string Name => "duplicate-fill";

    public override string Title => "Fills told twice";

    public override string Does => "Every fill and every end is told twice, and earlier ones again with each later one.";

    public override IEnumerable<OrderEvent> Tell(TruthOrder order, OrderEvent happened, DateTimeOffset now)
    {
        _told.Add((order, happened));
        return [.. _told.Where(t => t.Order == order).Select(t => t.Happened), happened];
    }
}
