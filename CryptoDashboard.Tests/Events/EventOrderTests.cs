using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CryptoDashboard.Tests.Events;

public sealed class EventOrderTests(Database database)
{
    private const int Writers = 8;
    private const int Each = 60;

    [Fact]
    public async Task A_reader_misses_no_event_of_writers_that_commit_side_by_side()
    {
        await using var services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, await database.Make()).BuildServiceProvider();
        var (log, runs) = (services.GetRequiredService<IEventLog>(), services.GetRequiredService<IReplayStore>());
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await runs.Create(Run(), _ => Told($"{writer}-{i}"), CancellationToken.None);
        })));

        var read = new List<string>();
        var last = 0L;
        while (read.Count < Writers * Each)
        {
            var batch = await log.ReadAfter(last, 7, TestContext.Current.CancellationToken);
            if (batch.Count == 0 && writing.IsCompleted)
                batch = await log.ReadAfter(last, 7, TestContext.Current.CancellationToken);
            if (batch.Count == 0 && writing.IsCompleted)
                break;
            read.AddRange(batch.Select(e => e.Subject!));
            last = batch.Count > 0 ? batch[^1].Id : last;
        }
        await writing;

        Assert.Equal(Writers * Each, read.Distinct().Count());
        for (var writer = 0; writer < Writers; writer++)
            Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{writer}-{i}"), read.Where(s => s.StartsWith($"{writer}-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_subscriber_that_comes_back_with_its_last_id_gets_what_it_missed()
    {
        await using var services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, await database.Make()).BuildServiceProvider();
        var (log, runs) = (services.GetRequiredService<IEventLog>(), services.GetRequiredService<IReplayStore>());
        using var feed = new EventFeed(log, TimeProvider.System, NullLogger<EventFeed>.Instance);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        for (var i = 0; i < 3; i++)
            await runs.Create(Run(), _ => Told($"{i}"), CancellationToken.None);
        var loop = feed.Run(ending.Token);
        var first = (await log.ReadAfter(0, 1, TestContext.Current.CancellationToken))[0].Id;

        var seen = new List<string>();
        await foreach (var batch in feed.Subscribe(first, ending.Token))
        {
            seen.AddRange(batch.Select(e => e.Subject!));
            if (seen.Count == 2)
            {
                await runs.Create(Run(), _ => Told("3"), CancellationToken.None);
                feed.Committed();
            }
            if (seen.Count == 3)
                break;
        }
        await ending.CancelAsync();
        await loop;

        Assert.Equal(["1", "2", "3"], seen);
    }

    private static ReplayRun Run() => new()
    {
        Source = Some.Market,
        Timeframe = Core.Time.Timeframe.M1,
        From = Some.Noon,
        To = Some.Noon.AddHours(1),
        Speed = 0,
        CreatedAt = Some.Noon,
    };

    private static DomainEvent Told(string subject) => new() { At = Some.Noon, Topic = EventTopic.System, Kind = "told", Text = "Told.", Subject = subject };
}
