using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Bots;

/// <summary>A bot's settings and status; how far it has come is its <see cref="BotProgress"/>.</summary>
public sealed record Bot
{
    /// <summary>Given by the database; 0 before the bot is stored.</summary>
    public int Id { get; init; }

    public required string Name { get; init; }

    public required MarketId Market { get; init; }

    public required Timeframe Timeframe { get; init; }

    /// <summary>Name in the <see cref="StrategyCatalogue"/>.</summary>
    public required string Strategy { get; init; }

    /// <summary>Complete values for the strategy's schema, as JSON.</summary>
    public required string Parameters { get; init; }

    public BotMode Mode { get; init; }

    /// <summary>Quote units it was given at its making.</summary>
    public required decimal Capital { get; init; }

    /// <summary>Share of equity spent by one entry; 0.25 = 25 %.</summary>
    public required decimal TradeShare { get; init; }

    /// <summary>Largest share of equity in the market at once.</summary>
    public required decimal MaxExposure { get; init; }

    /// <summary>The account it trades with: <c>paper</c>, or the name of one with an exchange.</summary>
    public string Account { get; init; } = Orders.Order.PaperAccount;

    /// <summary>The rest of its risk profile, as JSON; null for the defaults.</summary>
    public string? Guards { get; init; }

    /// <summary>When an Admin armed it for real money; null before.</summary>
    public DateTimeOffset? ArmedAt { get; init; }

    /// <summary>Who armed it.</summary>
    public string? ArmedBy { get; init; }

    /// <summary>The most that it may have in the market, set at its arming; quote units.</summary>
    public decimal? ArmedLimit { get; init; }

    /// <summary>Why it was armed without a passed check for overfitting, as the Admin signed it; null where there was one.</summary>
    public string? ArmedDespite { get; init; }

    /// <summary>Whether everything but the sending is done: orders of a live bot go to the paper exchange, at the real prices.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The fleet it is a member of; null for a bot of its own.</summary>
    public int? FleetId { get; init; }

    /// <summary>
    /// From when on it leaves its fleet (the market's clock): it enters on no candle that closes later, its exits and stops go on, and it stops
    /// when it is flat. Kept after that, to tell it from a bot that a person stopped; null otherwise.
    /// </summary>
    public DateTimeOffset? LeavesAt { get; init; }

    /// <summary>Why it leaves, as part of a sentence.</summary>
    public string? LeavesBecause { get; init; }

    /// <summary>How its orders are filled on paper: as learnt of the market, at this level; null at the prices as they come.</summary>
    public FillLevel? Fills { get; init; }

    public BotStatus Status { get; init; }

    /// <summary>Why it halted, a sentence that says what to do; null otherwise.</summary>
    public string? StatusReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset StatusChangedAt { get; init; }

    /// <summary>Why one that leaves its fleet enters no more.</summary>
    public static string LeavingSentence(string? because) => $"It leaves its fleet and opens no position any more: {because}.";

    public RiskProfile Risk => RiskProfile.FromJson(Guards, TradeShare, MaxExposure);

    /// <summary>Whether its orders reach a real account.</summary>
    public bool IsLive => Mode == BotMode.Live && !IsDryRun;

    /// <exception cref="ArgumentException">The stored parameters do not fit the strategy any more.</exception>
    /// <exception cref="KeyNotFoundException">The strategy is gone.</exception>
    public IStrategy MakeStrategy() => StrategyCatalogue.Get(Strategy).Create(ParameterSet.FromJson(Parameters));
}
