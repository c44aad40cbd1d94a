namespace CryptoDashboard.Core.Risk;

/// <summary>
/// Why the gate said no: a closed set, each case with its numbers, a stable code and a sentence. Stored beside the signal.
/// </summary>
public abstract record RiskRefusal(string Code)
{
    public abstract string Sentence { get; }

    /// <summary>A new position on old news.</summary>
    public sealed record LateEntry() : RiskRefusal("late-entry")
    {
        public override string Sentence => "The candle came too late: no position is opened on old news.";
    }

    /// <summary>An order of this bot is still open.</summary>
    public sealed record OrderPending(decimal Value) : RiskRefusal("order-pending")
    {
        public override string Sentence => $"An order worth {Value:0.##} is still open; a second one waits for its outcome.";
    }

    public sealed record ExposureLimit(decimal Wanted, decimal Held, decimal Allowed) : RiskRefusal("exposure-limit")
    {
        public override string Sentence => $"{Wanted:0.##} on top of {Held:0.##} would exceed the exposure limit of {Allowed:0.##}.";
    }

    public sealed record NotEnoughCash(decimal Wanted, decimal Cash) : RiskRefusal("not-enough-cash")
    {
        public override string Sentence => $"{Wanted:0.##} is wanted and only {Cash:0.##} is free.";
    }

    /// <summary>The traded exchange stands alone with its price.</summary>
    public sealed record AgainstTheOthers(decimal Price, decimal Median, int Sources, decimal Deviation, decimal Allowed) : RiskRefusal("against-the-others")
    {
        public override string Sentence => $"{Price:0.########} is {Deviation:+0.00%;-0.00%} from the median {Median:0.########} of {Sources} other exchanges; up to {Allowed:0.##%} is allowed.";
    }

    public sealed record BelowMinimum(decimal Value, decimal Minimum) : RiskRefusal("below-minimum")
    {
        public override string Sentence => $"The order would be worth {Value:0.##########}; the exchange takes none below {Minimum:0.##########}.";
    }
}
