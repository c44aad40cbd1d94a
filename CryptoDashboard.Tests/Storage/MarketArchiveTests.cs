using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Storage;

public sealed class MarketArchiveTests(Database database) : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private ServiceProvider? _services;

    private IMarketArchive Archive => _services!.GetRequiredService<IMarketArchive>();

    public async ValueTask InitializeAsync() =>
        _services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, await database.Make()).BuildServiceProvider();

    public ValueTask DisposeAsync() => _services!.DisposeAsync();

    [Fact]
    public async Task A_backtest_asks_what_was_true_on_a_day()
    {
        await Record(Monday, Market("BTC/USDT", tick: 0.1m), Market("LUNA/USDT", tick: 1));
        await Record(Monday.AddDays(3), Market("BTC/USDT", tick: 0.01m), Market("NEW/USDT", tick: 1));

        Assert.Empty(await Archive.AsOf("binance", Monday.AddDays(-1), default));
        Assert.Equal([("BTC/USDT", 0.1m), ("LUNA/USDT", 1m)], await AsOf(Monday.AddDays(2)));
        Assert.Equal([("BTC/USDT", 0.01m), ("NEW/USDT", 1m)], await AsOf(Monday.AddDays(30)));
    }

    [Fact]
    public async Task A_day_tells_what_was_different()
    {
        Assert.Equal(new ArchiveChange(2, 0, 0), await Record(Monday, Market("BTC/USDT"), Market("LUNA/USDT")));
        Assert.Equal(new ArchiveChange(1, 1, 1), await Record(Monday.AddDays(1), Market("BTC/USDT", tick: 5), Market("NEW/USDT")));
        Assert.Equal(new ArchiveChange(0, 0, 0), await Record(Monday.AddDays(2), Market("BTC/USDT", tick: 5), Market("NEW/USDT")));
    }

    [Fact]
    public async Task A_symbol_that_comes_back_has_two_spans()
    {
        await Record(Monday, Market("BTC/USDT"), Market("LUNA/USDT"));
        await Record(Monday.AddDays(1), Market("BTC/USDT"));
        await Record(Monday.AddDays(5), Market("BTC/USDT"), Market("LUNA/USDT"));

        Assert.Equal([true, false, true], new[] { 0, 3, 6 }.Select(d => AsOf(Monday.AddDays(d)).Result.Any(m => m.Symbol == "LUNA/USDT")));
    }

    [Fact]
    public async Task Recording_a_day_again_replaces_it()
    {
        await Record(Monday, Market("BTC/USDT", tick: 1), Market("OOPS/USDT"));
        await Record(Monday, Market("BTC/USDT", tick: 2));
        Assert.Equal([("BTC/USDT", 2m)], await AsOf(Monday));
    }

    [Fact]
    public async Task A_day_before_the_last_one_is_refused()
    {
        await Record(Monday, Market("BTC/USDT"));
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Record(Monday.AddDays(-1), Market("BTC/USDT")));
        Assert.Contains("recorded up to 2026-03-02", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Volume_ranks_are_those_of_the_last_day_recorded_by_then()
    {
        await Record(Monday, Market("BTC/USDT"));
        Assert.Equal(1, Assert.Single(await Archive.VolumesAsOf("binance", Monday.AddDays(9), default)).Rank);
        Assert.Empty(await Archive.VolumesAsOf("binance", Monday.AddDays(-1), default));
        Assert.True(await Archive.Has("binance", Monday, default));
        Assert.False(await Archive.Has("kraken", Monday, default));
    }

    private static ArchivedMarket Market(string symbol, decimal tick = 0.01m) => new() { Exchange = "binance", Symbol = symbol, From = default, Tick = tick, Taker = 0.001m };

    private Task<ArchiveChange> Record(DateOnly day, params ArchivedMarket[] markets) => Archive.Record(
        "binance", day,
        [.. markets.Select(m => new ArchivedMarket { Exchange = m.Exchange, Symbol = m.Symbol, From = day, Tick = m.Tick, Taker = m.Taker })],
        [.. markets.Select((m, i) => new ArchivedVolume { Exchange = m.Exchange, Day = day, Symbol = m.Symbol, Rank = i + 1, QuoteVolume = 1_000 - i })],
        TestContext.Current.CancellationToken);

    private async Task<(string Symbol, decimal? Tick)[]> AsOf(DateOnly day) => [.. (await Archive.AsOf("binance", day, default)).Select(m => (m.Symbol, m.Tick))];
}
