using Bunit;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.SignIn;
using CryptoDashboard.Tests.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CryptoDashboard.Tests.Components.Shared;

public sealed class LiveComponentTests : ComponentTest
{
    private readonly Log _log = new();
    private readonly EventFeed _feed;

    public LiveComponentTests()
    {
        _feed = new EventFeed(_log, TimeProvider.System, NullLogger<EventFeed>.Instance);
        Services.AddSingleton(_feed).AddSingleton(TimeProvider.System).AddSingleton(new MarketHub(TimeProvider.System)).AddSingleton(new PolicyGuard(null!, null!)).AddSingleton(new ViewerTime());
    }

    [Fact]
    public async Task Loads_never_overlap_and_one_asked_for_during_a_load_comes_after_it()
    {
        var page = Render<Figure>();
        page.Instance.Answers[0].SetResult("first");
        await Eventually.Be(() => page.Instance.Shown == "first", "the first load");

        var asked = new List<Task>();
        await page.InvokeAsync(() =>
        {
            for (var i = 0; i < 3; i++)
                asked.Add(page.Instance.Again());
        });
        Assert.Equal(2, page.Instance.Answers.Count);
        page.Instance.Answers[1].SetResult("older");
        await Eventually.Be(() => page.Instance.Answers.Count == 3, "the load after it");
        page.Instance.Answers[2].SetResult("newest");
        await Task.WhenAll(asked);

        Assert.Equal(("newest", 3), (page.Instance.Shown, page.Instance.Answers.Count));
    }

    [Fact]
    public async Task What_happens_while_the_first_load_reads_is_read_too()
    {
        using var ending = new CancellationTokenSource();
        var loop = _feed.Run(ending.Token);
        await Eventually.Be(() => _feed.Newest == 0, "the feed");
        Services.AddSingleton<Action>(() =>
        {
            // Committed after the load has read, and announced before it ends.
            _log.Last = 1;
            _feed.Committed();
            Assert.True(SpinWait.SpinUntil(() => _feed.Newest == 1, Eventually.Patience));
        });

        var page = Render<Reader>();

        await Eventually.Be(() => page.Instance.Loads == 2, "the load after the event");
        await ending.CancelAsync();
        await loop;
    }

    private sealed class Figure : LiveComponent
    {
        public List<TaskCompletionSource<string>> Answers { get; } = [];

        public string Shown { get; private set; } = "";

        public Task Again() => Reload();

        protected override async Task Load()
        {
            var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            Answers.Add(answer);
            Shown = await answer.Task;
        }
    }

    private sealed class Reader : LiveComponent
    {
        [Microsoft.AspNetCore.Components.Inject]
        public Action First { get; set; } = null!;

        public int Loads { get; private set; }

        protected override void Follow() => OnEvents(_ => true);

        protected override Task Load()
        {
            if (Loads++ == 0)
                First();
            return Task.CompletedTask;
        }
    }

    private sealed class Log : IEventLog
    {
        private static readonly DomainEvent Told = new() { Id = 1, At = Some.Noon, Topic = EventTopic.System, Kind = "told", Text = "Told." };

        public volatile int Last;

        public Task<long> LastId(CancellationToken cancel) => Task.FromResult((long)Last);

        public Task<IReadOnlyList<DomainEvent>> ReadAfter(long afterId, int max, CancellationToken cancel) => Task.FromResult<IReadOnlyList<DomainEvent>>(afterId < Last ? [Told] : []);

        public Task<IReadOnlyList<DomainEvent>> Latest(int? botId, int max, CancellationToken cancel) => throw new NotSupportedException();

        public Task Tell(IReadOnlyList<DomainEvent> events, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<DomainEvent>> OfTopic(EventTopic topic, int count, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<DomainEvent>> OfKind(string kind, int count, CancellationToken cancel) => throw new NotSupportedException();
    }
}
