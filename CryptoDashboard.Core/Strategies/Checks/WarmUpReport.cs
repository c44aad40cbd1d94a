namespace CryptoDashboard.Core.Strategies.Checks;

/// <summary>What <see cref="WarmUpCheck"/> found, the shortest start first.</summary>
/// <param name="Rows">Empty when there are too few candles.</param>
public sealed record WarmUpReport(int Candles, int WarmUp, IReadOnlyList<WarmUpRow> Rows)
{
    /// <summary>The shortest start from which nothing worth a word differs any more, or null.</summary>
    public WarmUpRow? Settled => Rows.Reverse().TakeWhile(r => r.IsSettled).LastOrDefault();

    public string Sentence
    {
        get
        {
            if (Rows.Count == 0)
                return $"There are {Candles:N0} candles and it warms up for {WarmUp:N0}: too few to check.";
            if (Settled is { Times: 1 })
                return $"Its warm-up of {WarmUp:N0} candles is enough: from there on it says what it says after the whole history.";
            if (Settled is { } settled)
                return $"Its warm-up of {WarmUp:N0} candles makes values that differ by up to {Rows[0].Largest:0.##%}; after {settled.Length:N0} candles ({settled.Times} times as many) they differ by at most {settled.Largest:0.###%}.";
            var last = Rows[^1];
            var signals = last.OtherSignals == 0 ? "" : $" and {last.OtherSignals} of {last.Points} signals are others";
            return $"Even after {last.Length:N0} candles ({last.Times} times its warm-up) {last.Name} differs by up to {last.Largest:0.##%}{signals}: what it says depends on where it began, and a bot started today will not do what a longer backtest did.";
        }
    }
}

/// <summary>A start so many times the warm-up before, compared with the whole history.</summary>
/// <param name="Length">Candles it had seen.</param>
/// <param name="Points">Places compared.</param>
/// <param name="OtherSignals">Places where it would have done something else.</param>
/// <param name="Largest">Largest difference of a value, as a share of what the value usually is: 0.01 = 1 %.</param>
/// <param name="Name">The value that differed most; empty where none did.</param>
public sealed record WarmUpRow(int Times, int Length, int Points, int OtherSignals, double Largest, string Name)
{
    /// <summary>Less than a thousandth, and the same signals.</summary>
    public bool IsSettled => Largest < 0.001 && OtherSignals == 0;
}
