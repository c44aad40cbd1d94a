using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Tests.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Bridge;

/// <summary>How the desk begins with a bridge and ends with it: bridges of a few lines, run by the real Node.</summary>
public sealed class BridgeLifeTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("desk-bridge-").FullName;
    private readonly CancellationTokenSource _closing = new();
    private ServiceProvider? _services;
    private Task _running = Task.CompletedTask;

    private BridgeClient Client => _services!.GetRequiredService<BridgeClient>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Close();
        if (_services is not null)
            await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        _closing.Dispose();
    }

    [Fact]
    public async Task A_bridge_of_another_release_is_named_and_not_used()
    {
        Open("process.stdout.write(JSON.stringify({ hello: { protocol: 99, ccxt: '4.0.0', node: process.versions.node } }) + '\\n'); process.stdin.on('end', () => process.exit(0)).resume();");
        await Eventually.Be(() => Client.State.Phase == BridgePhase.Unavailable, "the verdict");
        Assert.Equal($"The exchange bridge speaks protocol 99, this program {BridgeOptions.Protocol}: update both from the same release.", Client.State.Sentence);
        await Assert.ThrowsAsync<OutsideFault>(() => Client.ServerTime("binance", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_bridge_without_ccxt_says_how_to_install_it()
    {
        Open("process.stdout.write(JSON.stringify({ hello: { protocol: 1, ccxt: null, node: process.versions.node } }) + '\\n'); process.stdin.on('end', () => process.exit(0)).resume();");
        await Eventually.Be(() => Client.State.Phase == BridgePhase.Unavailable, "the verdict");
        Assert.Contains("run npm ci", Client.State.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bridge_that_is_stopped_has_the_time_to_end_by_itself()
    {
        Open(Hello + "process.stdin.on('end', () => setTimeout(() => { writeFileSync('ended', 'in order'); process.exit(0); }, 200)).resume();");
        await Eventually.Be(() => Client.State.Phase == BridgePhase.Running, "the bridge");
        await Close();
        Assert.Equal("in order", await File.ReadAllTextAsync(Path.Combine(_folder, "ended"), TestContext.Current.CancellationToken));
        Assert.Equal(BridgePhase.Stopped, Client.State.Phase);
    }

    [Fact]
    public async Task A_bridge_that_hangs_is_ended_and_another_one_started()
    {
        // It says hello, then its event loop stands still.
        Open(Hello + "setTimeout(() => { for (;;); }, 50);");
        await Eventually.Be(() => Client.State.Restarts > 0, "the next bridge");
        Assert.Contains("gave no sign of life", Client.State.Sentence + string.Join(' ', _told), StringComparison.Ordinal);
    }

    private const string Hello = "import { writeFileSync } from 'node:fs'; process.stdout.write(JSON.stringify({ hello: { protocol: 1, ccxt: '4.0.0', node: process.versions.node } }) + '\\n');";

    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _told = new();

    private void Open(string script)
    {
        File.WriteAllText(Path.Combine(_folder, "bridge.mjs"), script);
        var options = new BridgeOptions { Folder = _folder, Pause = TimeSpan.FromMilliseconds(100), PingEvery = TimeSpan.FromMilliseconds(300) };
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddBridge(options, 1).BuildServiceProvider();
        _ = Client;
        var process = _services.GetRequiredService<BridgeProcess>();
        process.Changed += state => _told.Enqueue(state.Sentence);
        _running = process.Run(_closing.Token);
    }

    private async Task Close()
    {
        await _closing.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
