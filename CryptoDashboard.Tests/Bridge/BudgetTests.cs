using System.Diagnostics;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Exchanges;

namespace CryptoDashboard.Tests.Bridge;

/// <summary>Weight and orders are kept within what the exchange allows, and a cancellation never waits behind anything.</summary>
public sealed class BudgetTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flood_of_queries_delays_no_cancellation_and_never_comes_near_the_ban()
    {
        await using var bridged = await Open(limit: 400);
        await Place(bridged, "flood-1");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var flood = Enumerable.Range(0, 600).Select(_ => Try(() => bridged.Client.Candles("binance", "BTC/USDT", "1m", null, 100, enough.Token))).ToList();
        await Eventually.Be(() => Budget(bridged).Waiting > 100, "a queue of queries");

        var watch = Stopwatch.StartNew();
        await bridged.Client.CancelOrder("binance", "main", "BTC/USDT", "flood-1", Cancel);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2_000);
        Assert.All(bridged.Binance.Account.Orders(), o => Assert.False(o.IsOpen));

        // Whoever does not wait any longer has nothing sent for him.
        Assert.Contains(flood, f => f.IsCompletedSuccessfully);
        await enough.CancelAsync();
        await Eventually.Be(() => Budget(bridged).Waiting == 0, "an empty queue");
        Assert.InRange(bridged.Binance.Weights.Most, 1, 320);
        Assert.Equal((0, false), (bridged.Binance.Weights.Refused, bridged.Binance.Weights.WasBanned));
    }

    [Fact]
    public async Task What_somebody_else_spends_from_the_same_address_is_counted_and_leaves_room_for_the_cancellation()
    {
        await using var bridged = await Open(limit: 400);
        await Place(bridged, "other-1");
        bridged.Binance.Weights.SpendElsewhere(330);
        await bridged.Client.FetchOrder("binance", "main", "BTC/USDT", "other-1", Cancel);
        Assert.True(Budget(bridged).Weights.Single().Used > 330);

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var query = Try(() => bridged.Client.Candles("binance", "BTC/USDT", "1m", null, 100, enough.Token));
        await bridged.Client.CancelOrder("binance", "main", "BTC/USDT", "other-1", Cancel);

        Assert.False(query.IsCompleted);
        await enough.CancelAsync();
        Assert.Equal(0, bridged.Binance.Weights.Refused);
    }

    [Fact]
    public async Task Orders_are_counted_by_account_and_entries_leave_room_for_exits()
    {
        await using var bridged = await Open(limit: null, orders: 10);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var entries = Enumerable.Range(0, 12).Select(i => Try(() => Place(bridged, $"entry-{i}", cancel: enough.Token))).ToList();
        await Eventually.Be(() => bridged.Binance.Account.Orders().Count == 8, "four fifths of the orders");

        await Place(bridged, "exit", isExit: true);
        Assert.Equal(9, bridged.Binance.Account.Orders().Count);
        Assert.Equal(9, Budget(bridged).Orders.Single(o => o is { Account: "main", EveryMs: 10_000 }).Used);
        await enough.CancelAsync();
        Assert.Equal(8, entries.Count(e => e.IsCompletedSuccessfully));
        Assert.Equal(0, bridged.Binance.Weights.Refused);
    }

    [Fact]
    public async Task An_exchange_that_asks_to_be_left_alone_is_left_alone_and_the_cancellation_is_the_first_thing_it_hears()
    {
        await using var bridged = await Open(limit: null);
        await Place(bridged, "pause-1");
        bridged.Binance.Faults.Plan(new StandIns.HttpFault.Status(418, """{"code":-1003,"msg":"Way too much request weight used; IP banned."}""", TimeSpan.FromSeconds(2)), 1, "/api/v3/klines");
        Assert.NotNull(await Try(() => bridged.Client.Candles("binance", "BTC/USDT", "1m", null, 100, Cancel)));
        Assert.NotNull(Budget(bridged).PausedUntil);
        var before = bridged.Binance.Requests.Count;

        var query = Try(() => bridged.Client.Candles("binance", "BTC/USDT", "1m", null, 100, Cancel));
        var watch = Stopwatch.StartNew();
        await bridged.Client.CancelOrder("binance", "main", "BTC/USDT", "pause-1", Cancel);
        await query;

        Assert.InRange(watch.ElapsedMilliseconds, 1_500, 5_000);
        Assert.StartsWith("DELETE", bridged.Binance.Requests.Skip(before).First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task During_a_long_ban_whoever_asks_is_told_at_once_when_to_come_again()
    {
        await using var bridged = await Open(limit: null);
        bridged.Binance.Faults.Plan(new StandIns.HttpFault.Status(418, """{"code":-1003,"msg":"Way too much request weight used; IP banned."}""", TimeSpan.FromMinutes(2)), 1, "/api/v3/klines");
        Assert.NotNull(await Try(() => bridged.Client.Candles("binance", "BTC/USDT", "1m", null, 100, Cancel)));
        var before = bridged.Binance.Requests.Count;

        var refused = await Try(() => bridged.Client.Balance("binance", "main", Cancel));

        Assert.Equal(("RateLimitExceeded", true), (refused!.Code, refused.MayRetry));
        Assert.InRange(refused.RetryAfter!.Value.TotalSeconds, 60, 120);
        Assert.Equal(before, bridged.Binance.Requests.Count);
    }

    private static async Task<BridgedBinance> Open(int? limit, int? orders = null)
    {
        var bridged = new BridgedBinance { KeepsLimits = true };
        bridged.Binance.Weights.Limit = limit;
        bridged.Binance.Weights.OrderLimit = orders;
        await bridged.InitializeAsync();
        return bridged;
    }

    private static BridgeBudget Budget(BridgedBinance bridged) => bridged.Client.Budgets(Cancel).GetAwaiter().GetResult().Single(b => b.Exchange == "binance");

    private static Task<BridgeOrder> Place(BridgedBinance bridged, string id, bool isExit = false, CancellationToken? cancel = null) =>
        bridged.Client.CreateOrder("binance", "main", new BridgeOrderRequest("BTC/USDT", "limit", "buy", 0.01m, 50_000, id, IsExit: isExit), cancel ?? Cancel);

    /// <summary>The fault, or null where there was none; cancelled where nobody waited.</summary>
    private static async Task<OutsideFault?> Try<T>(Func<Task<T>> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (OutsideFault fault)
        {
            return fault;
        }
    }
}
