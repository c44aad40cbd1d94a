using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Tests.Architecture;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns.Binance;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Exchanges;

/// <summary>Real ccxt in the real bridge, with an account called main at a Binance of our own. No desk and no database behind it.</summary>
public sealed class BridgedBinance : IAsyncLifetime
{
    private readonly CancellationTokenSource _closing = new();
    private ServiceProvider? _services;
    private Task _running = Task.CompletedTask;

    public BinanceStandIn Binance { get; init; } = new();

    /// <summary>Whether requests are kept within the exchange's limits.</summary>
    public bool KeepsLimits { get; init; }

    public BridgeClient Client => _services!.GetRequiredService<BridgeClient>();

    /// <summary>Whether the exchange said that it hears the account.</summary>
    public bool IsHeard { get; private set; }

    internal CcxtExchange Exchange => _services!.GetRequiredService<CcxtExchange>();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(RoomOrderTests.Root(), "node_modules", "ccxt")), "ccxt is not installed: run npm ci --ignore-scripts.");
        var cancel = TestContext.Current.CancellationToken;
        await Binance.Start(cancel);
        Binance.Account.SetBalance("USDT", 10_000_000);
        Binance.Account.SetBalance("BTC", 1_000);
        var options = new BridgeOptions { Folder = Path.Combine(RoomOrderTests.Root(), "exchange-bridge"), Pause = TimeSpan.FromMilliseconds(100) };
        options.Exchanges["binance"] = Binance.Settings;
        options.Exchanges["binance"].RateLimit = KeepsLimits;
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddBridge(options, 1).AddSingleton<CcxtExchange>()
            .AddFills().AddSingleton<MarketHub>().AddSingleton<IFillStore>(new NothingLearnt()).BuildServiceProvider();
        await Client.AddAccount(new BridgeAccount("main", "binance", _ => ValueTask.FromResult(new BridgeCredentials(BinanceStandIn.ApiKey, BinanceStandIn.Secret))), cancel);
        Exchange.Heard += _ => IsHeard = true;
        _running = Task.WhenAll(_services.GetRequiredService<BridgeProcess>().Run(_closing.Token), Exchange.Listen("binance", "main", _closing.Token));
        await Client.Balance("binance", "main", cancel);
        await Eventually.Be(() => Binance.IsAccountHeard, "the stream of the account");
        // One of its two streams is enough for the exchange to speak; what happens before both are there goes unheard.
        await Eventually.Be(() => IsHeard, "the news of its orders");
        var stop = OrderTerms.StopLimitAt(new(1), new(1));
        await Eventually.Be(() => Exchange.Holds(MarketId.Parse("binance:BTC/USDT"), stop), "what the exchange keeps");
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_services is not null)
            await _services.DisposeAsync();
        await Binance.DisposeAsync();
        _closing.Dispose();
    }
}
