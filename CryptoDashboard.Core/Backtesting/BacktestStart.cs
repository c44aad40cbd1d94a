using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What a bot was at a moment of its life, for a run that begins in the middle of it.</summary>
/// <param name="BotId">Names its orders as they are named in life.</param>
/// <param name="Holding">Cash, position and open trade.</param>
/// <param name="OpenOrders">Orders that were on their way or waiting, as they stood.</param>
public sealed record BacktestStart(int BotId, Holding Holding, IReadOnlyList<Order> OpenOrders)
{
    /// <summary>The highest equity since its last start; quote units.</summary>
    public decimal PeakEquity { get; init; }

    /// <summary>Equity when the day (UTC) began; quote units.</summary>
    public decimal DayEquity { get; init; }

    /// <summary>Its last closed trades, newest first.</summary>
    public IReadOnlyList<ClosedTrade> Closed { get; init; } = [];

    /// <summary>When it placed the entries of the hour before.</summary>
    public IReadOnlyList<DateTimeOffset> Entries { get; init; } = [];

    /// <summary>How many orders it had made that no candle led to.</summary>
    public int Numbered { get; init; }

    /// <summary>Whether its market buys say their quantity, as those of live bots do.</summary>
    public bool ByQuantity { get; init; }
}
