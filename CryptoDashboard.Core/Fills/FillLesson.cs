using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Fills;

/// <summary>What was learnt of one market, or of an exchange as a whole, at one moment. It never changes: later ones stand beside it.</summary>
public sealed record FillLesson
{
    /// <summary>The same for all that were learnt together.</summary>
    public required DateTimeOffset LearntAt { get; init; }

    public required string Exchange { get; init; }

    /// <summary>BASE/QUOTE; empty for the exchange as a whole.</summary>
    public required string Symbol { get; init; }

    /// <summary>By what was seen at all, however little.</summary>
    public required IReadOnlyDictionary<FillPart, LearntRange> Ranges { get; init; }

    public bool IsOfExchange => Symbol.Length == 0;

    public bool IsOf(MarketId market) => Exchange == market.Exchange && Symbol == market.Symbol.ToString();
}
