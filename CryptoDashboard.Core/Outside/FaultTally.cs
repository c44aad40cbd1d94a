using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Outside;

/// <summary>
/// Counts what comes wrong from outside and says so once a minute at most: a source that sends garbage a thousand times a second must not
/// fill the log with it.
/// </summary>
/// <param name="what">Whose faults these are, for the log: <c>binance</c>.</param>
public sealed class FaultTally(string what, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _saidAt = DateTimeOffset.MinValue;
    private long _unsaid;

    /// <summary>All faults since the program started.</summary>
    public long Count { get; private set; }

    /// <summary>The last fault's reason, or null when there was none.</summary>
    public string? Last { get; private set; }

    public void Add(string reason)
    {
        long unsaid;
        lock (_gate)
        {
            (Count, Last) = (Count + 1, reason);
            _unsaid++;
            var now = time.GetUtcNow();
            if (now - _saidAt < Every)
                return;
            (unsaid, _unsaid, _saidAt) = (_unsaid, 0, now);
        }
        logger.LogWarning("{Source} sent what cannot be used, {Count} times since this was last said; the last: {Reason}", what, unsaid, reason);
    }
}
