using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>The stream of the account says nothing any more, and is not closed either: only asking helps.</summary>
public sealed class SilentSocket : Scenario
{
    public override string Name => "silent-socket";

    public override string Title => "Silent socket";

    public override string Does => "The account's stream stays open and tells of nothing; only who asks learns of fills.";

    public override IEnumerable<OrderEvent> Tell(TruthOrder order, OrderEvent happened, DateTimeOffset now) => [];
}
