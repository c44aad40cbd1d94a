namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>The disk under the database is full every few candles: nothing can be kept, by turns with the last step kept and not told.</summary>
public sealed class DiskFull : Scenario
{
    public override string Name => "disk-full";

    public override string Title => "Disk full";

    public override string Does => "Every fifth candle the database keeps nothing for ten seconds; now and then it keeps a step and cannot say so.";

    public override Mishap MishapAt(int candle, int of, ExchangeTruth truth) => candle % 5 == 4 ? Mishap.DiskFull : Mishap.None;
}
