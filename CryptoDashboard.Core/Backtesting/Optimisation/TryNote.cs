using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>That a strategy was tried on some candles, and how often: what the best of all tries is judged by. Never deleted with what made it.</summary>
public sealed record TryNote
{
    /// <summary>Given by the database.</summary>
    public long Id { get; init; }

    /// <summary>Without a version: changing the rules and trying again is another try of the same idea.</summary>
    public required string Strategy { get; init; }

    public required MarketId Market { get; init; }

    public required Timeframe Timeframe { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Count { get; init; }

    /// <summary>The search whose trials these are; null for a single backtest.</summary>
    public int? OptimisationId { get; init; }

    /// <summary>A strategy's name without the version behind the @.</summary>
    public static string Family(string strategy) => strategy.Split('@', 2)[0];
}
