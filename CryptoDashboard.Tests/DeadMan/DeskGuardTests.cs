using System.Collections.Concurrent;
using System.Net;
using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.DeadMan;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.DeadMan;

/// <summary>What a watchdog does, by a clock that the test moves and a second channel that it is.</summary>
public sealed class DeskGuardTests : IDisposable
{
    private const int Desk = 7;
    private readonly string _folder = Directory.CreateTempSubdirectory("desk-guard-").FullName;
    private readonly ManualTime _time = new();
    private readonly Channel _channel = new();
    private readonly CancellationTokenSource _ending = new();
    private volatile bool _isThere = true;
    private int _cancels;

    [Fact]
    public async Task A_silent_desk_raises_the_alarm_once_and_its_return_is_told()
    {
        Beat();
        var watch = Watch();
        await Until(() => _channel.Said.Any(s => s.Contains("desk-silent", StringComparison.Ordinal)));
        Beat();
        await Until(() => _channel.Said.Any(s => s.Contains("signs of life again", StringComparison.Ordinal)));

        Assert.Equal(2, _channel.Said.Count);
        Assert.Contains("would be lost", _channel.Said.First(), StringComparison.Ordinal);
        await End(watch);
    }

    [Fact]
    public async Task An_alarm_that_does_not_arrive_is_told_again_until_it_does()
    {
        Beat();
        _channel.FailsFirst = 3;
        _isThere = false;
        var watch = Watch();

        await Until(() => _channel.Said.Count == 4);

        Assert.All(_channel.Said, said => Assert.Contains("desk-gone", said, StringComparison.Ordinal));
        await End(watch);
    }

    [Fact]
    public async Task Entries_are_cancelled_where_that_was_chosen_and_only_there()
    {
        Beat();
        _isThere = false;
        var watch = Watch();
        await Until(() => _channel.Said.Count == 1);
        await End(watch);
        Assert.Equal(0, _cancels);

        Beat(cancelsEntries: true);
        watch = Watch();
        await Until(() => _channel.Said.Any(s => s.Contains("entries-cancelled", StringComparison.Ordinal)));
        Assert.Equal(1, _cancels);
        await End(watch);
    }

    [Fact]
    public async Task A_desk_that_comes_back_under_another_number_ends_the_watch()
    {
        Beat();
        _isThere = false;
        var watch = Watch();
        await Until(() => _channel.Said.Count == 1);
        new HeartbeatFile(_folder).Write(new Heartbeat(8, _time.GetUtcNow(), _time.GetUtcNow(), IsEnding: false, null, CancelsEntries: false, []));

        await Until(() => watch.IsCompleted);

        Assert.Contains("desk-back", _channel.Said.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_the_second_channel_is_in_no_log()
    {
        Beat();
        _channel.FailsFirst = 1;
        _isThere = false;
        var lines = new Lines();
        await using (var writer = new Serilog.LoggerConfiguration().WriteTo.Sink(lines).CreateLogger())
        {
            var watch = Watch(writer);
            await Until(() => _channel.Said.Count == 2);
            await End(watch);
        }

        Assert.Contains(lines.Written, line => line.Contains("did not arrive", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.Written, line => line.Contains("token-in-the-path", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _ending.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Beat(bool cancelsEntries = false) => new HeartbeatFile(_folder).Write(new Heartbeat(Desk, Some.Noon, _time.GetUtcNow(), IsEnding: false, null, cancelsEntries, ["Live: the stop would be lost."]));

    private Task Watch(Serilog.ILogger? log = null) => new DeskGuard(
        new DeadManOptions { AlarmAddress = "http://second.example/token-in-the-path" },
        new HeartbeatFile(_folder),
        new OutwardPing(new HttpClient(_channel)),
        _ =>
        {
            Interlocked.Increment(ref _cancels);
            return Task.FromResult("The watchdog cancelled 1 order.");
        },
        _time,
        log ?? Serilog.Core.Logger.None).Watch(Desk, () => false, () => _isThere, Task.Delay(Timeout.Infinite, _ending.Token), _ending.Token);

    private async Task End(Task watch)
    {
        if (watch.IsCompleted)
            return;
        // Ended in order: nothing more is to be told.
        new HeartbeatFile(_folder).Write(new Heartbeat(Desk, Some.Noon, _time.GetUtcNow(), IsEnding: true, null, CancelsEntries: false, []));
        await Until(() => watch.IsCompleted);
    }

    private async Task Until(Func<bool> holds) => await Eventually.Be(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return holds();
        },
        "what the watchdog was to do");

    private sealed class Lines : Serilog.Core.ILogEventSink
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public void Emit(Serilog.Events.LogEvent logEvent) => Written.Enqueue($"{logEvent.RenderMessage()} {logEvent.Exception}");
    }

    private sealed class Channel : HttpMessageHandler
    {
        public ConcurrentQueue<string> Said { get; } = new();

        public int FailsFirst { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Said.Enqueue(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Said.Count <= FailsFirst ? HttpStatusCode.BadGateway : HttpStatusCode.OK);
        }
    }
}
