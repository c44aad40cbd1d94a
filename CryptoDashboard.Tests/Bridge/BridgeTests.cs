using System.Diagnostics;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Tests.Architecture;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Binance;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Bridge;

/// <summary>The bridge whole: a real Node process, real ccxt, an exchange of our own.</summary>
public sealed class BridgeTests : IAsyncLifetime
{
    private readonly BinanceStandIn _binance = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly string _cache = Directory.CreateTempSubdirectory("desk-bridge-").FullName;
    private ServiceProvider? _services;
    private Task _running = Task.CompletedTask;
    private CancellationTokenSource _closing = new();

    private BridgeClient Client => _services!.GetRequiredService<BridgeClient>();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(RoomOrderTests.Root(), "node_modules", "ccxt")), "ccxt is not installed: run npm ci --ignore-scripts.");
        await _binance.Start(TestContext.Current.CancellationToken);
        await Open(new BridgeOptions { Folder = Path.Combine(RoomOrderTests.Root(), "exchange-bridge") });
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        await _binance.DisposeAsync();
        Directory.Delete(_cache, recursive: true);
        _stop.Dispose();
        _closing.Dispose();
    }

    [Fact]
    public async Task It_says_hello_with_its_versions()
    {
        await Eventually.Be(() => Client.State.Phase == BridgePhase.Running, "the bridge");
        Assert.Matches("^[0-9]+\\.[0-9]+", Client.State.Ccxt);
        Assert.Matches("^v?[0-9]+\\.", Client.State.Node);
        Assert.True((await Client.Exchanges(TestContext.Current.CancellationToken)).Count > 100);
    }

    [Fact]
    public async Task A_bridge_that_is_killed_is_replaced_and_streams_go_on()
    {
        using var tickers = Client.WatchTickers("binance");
        tickers.Add("BTC/USDT");
        BridgeTicker? last = null;
        var reading = Task.Run(async () =>
        {
            await foreach (var update in tickers.Read(_stop.Token))
                last = update.IsValue ? update.Value : last;
        });
        await Eventually.Be(() => { _binance.SetPrice("BTC/USDT", 60_001); return last?.Last == 60_001; }, "a price");
        Process.GetProcessById(Client.State.ProcessId!.Value).Kill();

        await Eventually.Be(() => Client.State is { Phase: BridgePhase.Running, Restarts: 1 }, "the next bridge");
        await Eventually.Be(() => { _binance.SetPrice("BTC/USDT", 60_002); return last?.Last == 60_002; }, "a price of the next bridge");
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task What_an_exchange_trades_is_kept_so_that_a_restart_needs_no_network()
    {
        await Client.Markets("binance", reload: false, TestContext.Current.CancellationToken);
        await Close();
        _binance.Faults.Plan(new HttpFault.Drop(), times: 1_000);
        await Open(new BridgeOptions { Folder = Path.Combine(RoomOrderTests.Root(), "exchange-bridge") });

        Assert.Equal(3, (await Client.Markets("binance", reload: false, TestContext.Current.CancellationToken)).Markets.Count);
    }

    [Fact]
    public async Task An_exchange_nobody_knows_is_named()
    {
        var fault = await Assert.ThrowsAsync<OutsideFault>(() => Client.Markets("nosuch", reload: false, TestContext.Current.CancellationToken));
        Assert.Equal(OutsideFaultKind.Rejected, fault.Kind);
        Assert.Contains("nosuch", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_made_before_the_bridge_was_started_waits_for_it()
    {
        await Close();
        Make(new BridgeOptions { Folder = Path.Combine(RoomOrderTests.Root(), "exchange-bridge") });
        var asked = Client.ServerTime("binance", TestContext.Current.CancellationToken);
        Assert.False(asked.IsCompleted);

        _running = _services!.GetRequiredService<BridgeProcess>().Run(_closing.Token);
        await asked;
    }

    [Fact]
    public async Task Who_waits_for_a_bridge_that_cannot_run_is_told_at_once_and_one_that_is_switched_off_is_not_waited_for()
    {
        await Close();
        Make(new BridgeOptions { Folder = Path.Combine(RoomOrderTests.Root(), "exchange-bridge"), Node = "no-such-node", CallTimeout = Timeout.InfiniteTimeSpan });
        var asked = Client.ServerTime("binance", TestContext.Current.CancellationToken);
        _running = _services!.GetRequiredService<BridgeProcess>().Run(_closing.Token);
        Assert.Contains("install Node.js", (await Assert.ThrowsAsync<OutsideFault>(() => asked)).Message, StringComparison.Ordinal);

        await Close();
        Make(new BridgeOptions { Enabled = false });
        Assert.Contains("Bridge:Enabled", (await Assert.ThrowsAsync<OutsideFault>(() => Client.ServerTime("binance", TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_is_added_while_the_bridge_learns_of_the_others_is_known_too()
    {
        await Close();
        Make(new BridgeOptions { Folder = Path.Combine(RoomOrderTests.Root(), "exchange-bridge") });
        var keys = new BridgeCredentials(BinanceStandIn.ApiKey, BinanceStandIn.Secret, null, null);
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await Client.AddAccount(new BridgeAccount("slow", "binance", async _ => { begun.TrySetResult(); await goOn.Task; return keys; }), TestContext.Current.CancellationToken);
        _running = _services!.GetRequiredService<BridgeProcess>().Run(_closing.Token);
        await begun.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

        await Client.AddAccount(new BridgeAccount("late", "binance", _ => ValueTask.FromResult(keys)), TestContext.Current.CancellationToken);
        goOn.SetResult();

        Assert.NotNull(await Client.Balance("binance", "late", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_Node_it_says_what_to_install_and_calls_fail_at_once()
    {
        await Close();
        await Open(new BridgeOptions { Folder = Path.Combine(RoomOrderTests.Root(), "exchange-bridge"), Node = "no-such-node" });

        await Eventually.Be(() => Client.State.Phase == BridgePhase.Unavailable, "the verdict");
        Assert.Contains("install Node.js 20 or newer", Client.State.Sentence, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OutsideFault>(() => Client.ServerTime("binance", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("500")]
    [InlineData("html")]
    [InlineData("429")]
    [InlineData("stall")]
    public async Task A_bad_day_of_the_exchange_is_a_fault_that_may_be_tried_again(string day)
    {
        if (day == "stall")
        {
            await Close();
            _binance.AnswerWithin = TimeSpan.FromSeconds(4);
            await Open(new BridgeOptions { Folder = Path.Combine(RoomOrderTests.Root(), "exchange-bridge") });
        }
        await Client.Markets("binance", reload: false, TestContext.Current.CancellationToken);
        _binance.Faults.Plan(
            day switch
            {
                "drop" => new HttpFault.Drop(),
                "500" => new HttpFault.Status(500, "{}"),
                "html" => HttpFault.HtmlPage,
                "429" => new HttpFault.Status(429, """{"code":-1003,"msg":"Too many requests."}""", TimeSpan.FromSeconds(7)),
                _ => new HttpFault.Stall(),
            },
            times: 100,
            path: "/klines");

        var fault = await Assert.ThrowsAsync<OutsideFault>(() => Client.Candles("binance", "BTC/USDT", "1m", null, 10, TestContext.Current.CancellationToken));
        Assert.True(fault.MayRetry, fault.Message);
        if (day == "429")
            Assert.Equal(TimeSpan.FromSeconds(7), fault.RetryAfter);
    }

    [Fact]
    public async Task A_secret_is_in_no_command_line_and_no_environment_and_a_wrong_one_is_refused_without_being_repeated()
    {
        await Client.AddAccount(new BridgeAccount("main", "binance", _ => ValueTask.FromResult(new BridgeCredentials(BinanceStandIn.ApiKey, BinanceStandIn.Secret))), TestContext.Current.CancellationToken);
        Assert.NotEmpty((await Client.Balance("binance", "main", TestContext.Current.CancellationToken)).Assets);
        var process = $"/proc/{Client.State.ProcessId}";
        Assert.DoesNotContain(BinanceStandIn.Secret, await File.ReadAllTextAsync($"{process}/cmdline") + await File.ReadAllTextAsync($"{process}/environ"), StringComparison.Ordinal);

        const string Wrong = "wrong-secret-that-must-not-be-repeated";
        await Client.AddAccount(new BridgeAccount("wrong", "binance", _ => ValueTask.FromResult(new BridgeCredentials(BinanceStandIn.ApiKey, Wrong))), TestContext.Current.CancellationToken);
        var fault = await Assert.ThrowsAsync<OutsideFault>(() => Client.Balance("binance", "wrong", TestContext.Current.CancellationToken));
        Assert.Equal(OutsideFaultKind.Unauthorised, fault.Kind);
        Assert.DoesNotContain(Wrong, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_watcher_closes_a_stream()
    {
        using var one = Client.WatchTickers("binance");
        using var other = Client.WatchTickers("binance");
        one.Add("BTC/USDT");
        other.Add("BTC/USDT");
        await Eventually.Be(() => Client.OpenStreams == 1, "one stream for both");
        one.Remove("BTC/USDT");
        Assert.Equal(1, Client.OpenStreams);
        other.Remove("BTC/USDT");
        await Eventually.Be(() => Client.OpenStreams == 0, "the end of the stream");
    }

    private async Task Open(BridgeOptions options)
    {
        Make(options);
        _running = _services!.GetRequiredService<BridgeProcess>().Run(_closing.Token);
        await Task.Yield();
    }

    private void Make(BridgeOptions options)
    {
        options.CacheFolder = _cache;
        options.Pause = TimeSpan.FromMilliseconds(100);
        options.Exchanges["binance"] = _binance.Settings;
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddBridge(options, 1).BuildServiceProvider();
        _ = Client;
    }

    private async Task Close()
    {
        await _closing.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
        _closing = new CancellationTokenSource();
        if (_services is not null)
            await _services.DisposeAsync();
    }
}
