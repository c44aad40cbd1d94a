namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>The market is taken off the exchange while the bot holds: its orders end, its sells are refused, prices go on for a while.</summary>
public sealed class Delisting : Scenario
{
    public override string Name => "delisting";

    public override string Title => "Delisting in mid-position";

    public override string Does => "While the bot holds, the market is taken off: open orders end and every further order is refused.";

    // Whether it tries to sell before the end is up to its strategy; if it does and cannot, it halts.
    public override bool? MustHalt => null;

    public override Mishap MishapAt(int candle, int of, ExchangeTruth truth) =>
        !truth.IsDelisted && ((truth.Held > 0 && candle >= of / 4) || candle >= of * 3 / 4) ? Mishap.Delist : Mishap.None;
}
