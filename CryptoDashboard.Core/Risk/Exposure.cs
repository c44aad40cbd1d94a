using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk;

/// <summary>What is at stake at the moment of asking, handed in by the engine so that the gate holds no reference to positions.</summary>
/// <param name="Equity">Cash plus positions at the reference price; quote units.</param>
/// <param name="Cash">Quote units free to spend.</param>
/// <param name="Quantity">Base units held.</param>
/// <param name="OpenOrderValue">Value of orders still open, guards of the position left out; quote units.</param>
public sealed record Exposure(decimal Equity, decimal Cash, Quantity Quantity, decimal OpenOrderValue)
{
    /// <summary>That part of <see cref="OpenOrderValue"/> that is known to wait for a price of its own, as a limit far from the market does; quote units.</summary>
    public decimal RestingValue { get; init; }

    /// <summary>Quote units that open buys may still spend.</summary>
    public decimal BoundCash { get; init; }

    /// <summary>Base units that open sells, guards left out, may still sell, and what belongs to plans.</summary>
    public decimal BoundQuantity { get; init; }

    /// <summary>Orders that the account has open on the market, over all its bots.</summary>
    public int OpenOrders { get; init; }

    /// <summary>Those of them that wait for a price.</summary>
    public int OpenStops { get; init; }

    /// <summary>By the market's clock.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The last price known of the market, or null where there is none; quote units.</summary>
    public decimal? LastPrice { get; init; }

    /// <summary>How long ago that price was; null where nobody asks, because a candle led to the request.</summary>
    public TimeSpan? PriceAge { get; init; }

    /// <summary>Average true range of the bot's timeframe, quote units; 0 where it is not known yet.</summary>
    public decimal Atr { get; init; }

    /// <summary>The highest equity so far.</summary>
    public decimal PeakEquity { get; init; }

    /// <summary>Equity when the day began (UTC, the market's clock).</summary>
    public decimal DayEquity { get; init; }

    /// <summary>Entries of the last sixty minutes.</summary>
    public int EntriesThisHour { get; init; }

    /// <summary>The bot's last closed trades, newest first.</summary>
    public IReadOnlyList<ClosedTrade> Closed { get; init; } = [];

    /// <summary>What the whole desk holds, this bot's part included, or null where the desk sets no limits.</summary>
    public DeskExposure? Desk { get; init; }

    /// <summary>The most that may be in the market for a live bot, set at its arming; null on paper.</summary>
    public decimal? ArmedLimit { get; init; }

    /// <summary>Why nothing is opened anywhere: the kill switch or a circuit breaker; null when entries are free.</summary>
    public string? Blocked { get; init; }
}
