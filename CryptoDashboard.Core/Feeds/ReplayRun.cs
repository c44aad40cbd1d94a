using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Feeds;

/// <summary>One playing of stored candles as a market of its own.</summary>
public sealed record ReplayRun
{
    /// <summary>Given by the database; 0 before it is stored.</summary>
    public int Id { get; init; }

    /// <summary>Whose candles are played.</summary>
    public required MarketId Source { get; init; }

    public required Timeframe Timeframe { get; init; }

    /// <summary>Open time of the first candle played.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Candles that open before this are played.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Times faster than real time; 0 means as fast as the bots keep up.</summary>
    public required double Speed { get; init; }

    /// <summary>Starts again at the end, with times moved on by the length of the range so that they keep growing.</summary>
    public bool Loop { get; init; }

    public ReplayStatus Status { get; init; }

    /// <summary>Open time, in the recording, of the last candle known to be handled by all; null before the first.</summary>
    public DateTimeOffset? Position { get; init; }

    /// <summary>How often the range was played to its end.</summary>
    public int Pass { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The market it plays as: an exchange of its own, so that two runs never mix.</summary>
    public MarketId Market => new($"{MarketId.ReplayPrefix}{Id}", Source.Symbol);

    /// <summary>How much later candles of this pass are told to be than they were.</summary>
    public TimeSpan Shift => (To - From) * Pass;

    /// <summary>Share of the current pass that was played, 0 to 1.</summary>
    public double Progress => Position is { } at && To > From ? Math.Clamp((at + Timeframe.Duration - From) / (To - From), 0, 1) : 0;
}
