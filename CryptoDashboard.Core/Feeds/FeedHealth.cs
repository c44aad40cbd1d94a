namespace CryptoDashboard.Core.Feeds;

/// <summary>How the feed of one exchange is.</summary>
/// <param name="Sentence">The same for a person, with what to do where something can be done.</param>
/// <param name="Detail">The last fault in the exchange's own words, or null.</param>
/// <param name="Since">Since when it has been in this phase, UTC.</param>
/// <param name="LastAt">When anything last came from it, UTC; null when nothing ever did.</param>
/// <param name="RoundTrip">Of the last look at its clock; null when that failed or it tells none.</param>
/// <param name="Skew">How far its clock is ahead of ours; null when not known.</param>
/// <param name="Listed">How many symbols it trades; 0 while not known.</param>
/// <param name="Watched">How many of them are watched.</param>
/// <param name="Values">How many tickers and candles came since the start.</param>
/// <param name="Refused">How many of them were not believed.</param>
/// <param name="Calls">Calls by REST since the start.</param>
/// <param name="FailedCalls">How many of those failed.</param>
/// <param name="Filled">Closed candles that were missed and fetched.</param>
/// <param name="Quarantined">Markets that are not believed at the moment, with the reason.</param>
public sealed record FeedHealth(
    string Exchange,
    FeedPhase Phase,
    string Sentence,
    string? Detail,
    DateTimeOffset Since,
    DateTimeOffset? LastAt,
    TimeSpan? RoundTrip,
    TimeSpan? Skew,
    int Listed,
    int Watched,
    long Values,
    long Refused,
    long Calls,
    long FailedCalls,
    long Filled,
    IReadOnlyList<QuarantinedMarket> Quarantined)
{
    /// <summary>Failed calls as a share of all, 0 to 1; null before the first call.</summary>
    public double? ErrorRate => Calls > 0 ? (double)FailedCalls / Calls : null;
}

/// <summary>A market whose source said something that cannot be true.</summary>
/// <param name="Until">Believed again from then on if nothing of the kind comes before, UTC.</param>
public sealed record QuarantinedMarket(Markets.MarketId Market, string Reason, DateTimeOffset Until);

/// <summary>Where a feed stands.</summary>
public enum FeedPhase
{
    /// <summary>Asked, no answer yet.</summary>
    Connecting = 0,

    /// <summary>Prices come.</summary>
    Live = 1,

    /// <summary>Connected, but silent for longer than a live source is.</summary>
    Stalled = 2,

    /// <summary>It cannot be reached; tried again by itself.</summary>
    Unreachable = 3,

    /// <summary>It will not serve us as things are, a person must act: an unknown id, a country that is not served.</summary>
    Refused = 4,

    /// <summary>Its markets are known and nothing of it is watched.</summary>
    Idle = 5,
}
