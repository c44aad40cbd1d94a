namespace CryptoDashboard.Core.Drills.Scenarios;

/// <summary>The desk is killed without warning at the worst moments of its orders' lives, and started again.</summary>
/// <param name="kills">How many times.</param>
public sealed class KillNine(int kills) : Scenario
{
    private static readonly (ExchangeCallKind Call, KillMoment Moment)[] Worst =
    [
        (ExchangeCallKind.Place, KillMoment.BeforeTheAnswer),
        (ExchangeCallKind.Place, KillMoment.BeforeItArrives),
        (ExchangeCallKind.Place, KillMoment.AfterTheAnswer),
        (ExchangeCallKind.Cancel, KillMoment.BeforeTheAnswer),
        (ExchangeCallKind.Find, KillMoment.BeforeTheAnswer),
    ];

    private int _done;
    private int _calls;

    public override string Name => "kill";

    public override string Title => "kill -9";

    public override string Does => $"The process is killed {kills} times while orders are on their way, and started again.";

    public override KillMoment KillAt(ExchangeCallKind call)
    {
        // Every second fitting call, so that lives without a kill lie in between.
        if (_done >= kills || call != Worst[_done % Worst.Length].Call || ++_calls % 2 == 0)
            return KillMoment.Never;
        return Worst[_done++ % Worst.Length].Moment;
    }

    public override Mishap MishapAt(int candle, int of, ExchangeTruth truth) => candle == of * 2 / 3 ? Mishap.Kill : Mishap.None;
}
