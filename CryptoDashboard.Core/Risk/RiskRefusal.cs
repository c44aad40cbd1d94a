namespace CryptoDashboard.Core.Risk;

/// <summary>
/// Why the gate said no: a closed set, each case with its numbers, a stable code and a sentence. Stored beside the signal.
/// </summary>
public abstract record RiskRefusal(string Code)
{
    public abstract string Sentence { get; }

    /// <summary>A signal from outside for a bot that handles none.</summary>
    public sealed record NotRunning() : RiskRefusal(Signals.OutsideSignal.BotStopped)
    {
        public override string Sentence => "The bot is not running.";
    }

    public sealed record OtherStrategy(string Strategy) : RiskRefusal("other-strategy")
    {
        public override string Sentence => $"The bot follows {Strategy} now and takes no signals from outside.";
    }

    public sealed record NoPrice() : RiskRefusal("no-price")
    {
        public override string Sentence => "There is no price of the market, so nothing is ordered.";
    }

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

    public sealed record NotEnoughHeld(decimal Wanted, decimal Held) : RiskRefusal("not-enough-held")
    {
        public override string Sentence => $"{Wanted:0.########} is to be sold and only {Held:0.########} is free to be.";
    }

    /// <summary>The kill switch or a circuit breaker.</summary>
    public sealed record Blocked(string Why) : RiskRefusal("blocked")
    {
        public override string Sentence => Why;
    }

    public sealed record PriceGap(decimal Price, decimal Last, decimal Allowed) : RiskRefusal("price-gap")
    {
        public override string Sentence => $"{Price:0.########} is {(Price / Last) - 1:+0.00%;-0.00%} from the last known price {Last:0.########}; up to {Allowed:0.##%} is believed.";
    }

    public sealed record StalePrice(TimeSpan Age) : RiskRefusal("stale-price")
    {
        public override string Sentence =>
            $"The last price of this market is {(Age.TotalMinutes < 120 ? $"{Age.TotalMinutes:0} minutes" : $"{Age.TotalHours:0} hours")} old: nothing is opened on it. Look at the health of its feed, or wait for a price.";
    }

    public sealed record TradeTooLarge(decimal Value, decimal Allowed) : RiskRefusal("trade-too-large")
    {
        public override string Sentence => $"The trade would be worth {Value:0.##}; the largest allowed is {Allowed:0.##}.";
    }

    public sealed record DailyLoss(decimal Lost, decimal Allowed) : RiskRefusal("daily-loss")
    {
        public override string Sentence => $"{Lost:0.00%} was lost today; from {Allowed:0.##%} on entries wait for the next day (UTC).";
    }

    public sealed record Drawdown(decimal Fallen, decimal Allowed) : RiskRefusal("drawdown")
    {
        public override string Sentence => $"Equity is {Fallen:0.00%} below its highest; from {Allowed:0.##%} on entries wait until the bot is started anew.";
    }

    public sealed record TooManyTrades(int Count, int Allowed) : RiskRefusal("too-many-trades")
    {
        public override string Sentence => $"{Count} entries were made in the last hour; {Allowed} are allowed.";
    }

    public sealed record AboveArmedLimit(decimal Wanted, decimal Held, decimal Allowed) : RiskRefusal("armed-limit")
    {
        public override string Sentence => $"{Wanted:0.##} on top of {Held:0.##} would exceed the {Allowed:0.##} that this bot was armed with.";
    }

    public sealed record DeskLimit(string Where, decimal Wanted, decimal Held, decimal Allowed) : RiskRefusal("desk-limit")
    {
        public override string Sentence => $"{Wanted:0.##} on top of {Held:0.##} {Where} would exceed the {Allowed:0.##} that all bots together may have there.";
    }

    /// <summary>A protection lets entries rest.</summary>
    public sealed record Resting(string Protection, string Why, DateTimeOffset Until) : RiskRefusal(Protection)
    {
        public override string Sentence => $"Entries rest until {Until:yyyy-MM-dd HH:mm} UTC, because {Why}.";
    }

    public sealed record OutsideBand(decimal Price, decimal From, decimal To) : RiskRefusal("outside-band")
    {
        public override string Sentence => $"{Price:0.########} lies outside of what the exchange takes at the moment: {From:0.########} to {To:0.########}.";
    }

    public sealed record TooManyOrders(string Which, int Count, int Allowed) : RiskRefusal("too-many-orders")
    {
        public override string Sentence => $"The account has {Count} orders {Which} on this market; the exchange takes {Allowed}.";
    }

    public sealed record AboveMaximum(decimal Quantity, decimal Maximum) : RiskRefusal("above-maximum")
    {
        public override string Sentence => $"{Quantity:0.########} is more than the {Maximum:0.########} that the exchange takes in one order: send it in parts.";
    }

    public sealed record NotExitable(decimal Value, decimal Needed, decimal Fall) : RiskRefusal("not-exitable")
    {
        public override string Sentence => $"The position would be worth {Value:0.##########}; less than {Needed:0.##########} could not be sold again once its price had fallen by {Fall:0.##%}.";
    }

    public sealed record BelowMinimum(decimal Value, decimal Minimum) : RiskRefusal("below-minimum")
    {
        public override string Sentence => $"The order would be worth {Value:0.##########}; the exchange takes none below {Minimum:0.##########}.";
    }
}
