using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Events;

/// <summary>
/// Tells of what happened outside of the database, a feed that switched for instance, without making the teller wait. What is told while
/// the database is away is kept, up to a thousand events; beyond that the oldest are dropped and the log says so.
/// </summary>
public sealed class EventTeller(IEventLog log, EventFeed feed, TimeProvider time, ILogger<EventTeller> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<DomainEvent> _untold = Channel.CreateBounded<DomainEvent>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        dropped => logger.LogWarning("An event was dropped because the database has been away for too long: {Text}", dropped.Text));

    /// <param name="kind">Past tense with dashes.</param>
    /// <param name="text">One sentence for a person.</param>
    public void Tell(EventTopic topic, string kind, string text, string? market = null, string? subject = null) => _untold.Writer.TryWrite(
        new DomainEvent { At = time.GetUtcNow(), Topic = topic, Kind = kind, Text = text, Market = market, Subject = subject });

    /// <summary>The storing loop; ends when cancelled, after one attempt to store what is left.</summary>
    public async Task Run(CancellationToken cancel)
    {
        try
        {
            while (await _untold.Reader.WaitToReadAsync(cancel))
                await Store(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            using var last = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await Store(last.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Store(CancellationToken cancel)
    {
        var events = new List<DomainEvent>();
        while (events.Count < 200 && _untold.Reader.TryRead(out var next))
            events.Add(next);
        while (events.Count > 0)
        {
            try
            {
                await log.Tell(events, cancel);
                feed.Committed();
                return;
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                logger.LogWarning("{Count} events wait for the database: {Reason}", events.Count, exception.Message);
                await Task.Delay(RetryAfter, time, cancel);
            }
        }
    }
}
