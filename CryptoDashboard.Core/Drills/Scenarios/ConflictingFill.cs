using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>A fill is told again with another quantity. Nobody can know which is right: the bot must halt and say so.</summary>
public sealed class ConflictingFill : Scenario
{
    private int _fills;

    public override string Name => "conflicting-fill";

    public override string Title => "Conflicting fill";

    public override string Does => "A fill is told a second time under the same number with half the quantity.";

    public override bool? MustHalt => true;

    public override IEnumerable<OrderEvent> Tell(TruthOrder order, OrderEvent happened, DateTimeOffset now)
    {
        var fill = happened is OrderEvent.FilledPartly part ? part.Fill : happened is OrderEvent.FilledWholly whole ? whole.Fill : null;
        return fill is null || ++_fills % 3 != 1
            ? [happened]
            : [happened, new OrderEvent.FilledPartly(fill.At, fill with { Quantity = new Quantity(fill.Quantity.Value / 2) })];
    }
}
