namespace CryptoDashboard.Core.Fills;

/// <summary>
/// What the sending of an order to a real exchange saw. Only there are such notes made: what has none was played, and teaches nothing. An
/// order that was turned down, or whose answer was lost, has none either: nobody knows when it arrived.
/// </summary>
public sealed record SendNote
{
    /// <summary>Our own name of the order.</summary>
    public required string OrderId { get; init; }

    /// <summary>By our own clock, UTC.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Until the exchange answered, milliseconds; tries that did not arrive included.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>The best price offered for it at sending, quote units: the ask of a buy, the bid of a sale. Null where no fresh one was known.</summary>
    public decimal? Best { get; init; }
}
