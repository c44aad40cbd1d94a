using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Candles;

/// <summary>Series in memory, shared by those who ask for them, over a real database.</summary>
public sealed class SharedSeriesTests(Database database)
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");
    private static readonly List<Candle> All = Builders.Candles.Simulated(3_000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_run_reads_nothing_and_gets_the_very_same_candles()
    {
        var store = await Stored(All);
        using var shared = new SharedSeries(store, TimeProvider.System);

        var first = await Whole(shared);
        var second = await Whole(shared);
        var part = await shared.Read(Market, Timeframe.M1, All[700].OpenTime, All[900].OpenTime, Cancel);

        Assert.Equal(All, first.Candles.ToArray());
        Assert.Equal(All[700..900], part.Candles.ToArray());
        Assert.True(first.Candles.Equals(second.Candles));
        Assert.Equal(3_000, store.Given);
    }

    [Fact]
    public async Task Of_many_at_once_one_reads_and_all_get_it()
    {
        var store = await Stored(All);
        using var shared = new SharedSeries(store, TimeProvider.System);

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Whole(shared)));

        Assert.All(runs, r => Assert.True(r.Candles.Equals(runs[0].Candles)));
        Assert.Equal(3_000, store.Given);
    }

    [Fact]
    public async Task New_candles_are_added_and_backfilled_ones_have_it_read_again()
    {
        var store = await Stored(All[500..2_500]);
        using var shared = new SharedSeries(store, TimeProvider.System);
        var before = await Whole(shared);

        await Write(store, All[2_500..]);
        Assert.Equal(All[500..], (await Whole(shared)).Candles.ToArray());
        Assert.Equal(2_500, store.Given);
        await Write(store, All[..500]);
        Assert.Equal(All, (await Whole(shared)).Candles.ToArray());

        Assert.Equal(All[500..2_500], before.Candles.ToArray());
    }

    [Fact]
    public async Task Candles_that_came_back_as_others_are_not_taken_for_the_old_ones()
    {
        var store = await Stored(All[..1_000]);
        using var shared = new SharedSeries(store, TimeProvider.System);
        await Whole(shared);
        List<Candle> others = [.. All[..1_000]];
        others[400] = others[400] with { Volume = others[400].Volume + 1 };

        await store.Delete(Market, Timeframe.M1, All[1_000].OpenTime, Cancel);
        await Write(store, others);

        Assert.Equal(others, (await Whole(shared)).Candles.ToArray());
    }

    private static Task<CandleSeries> Whole(SharedSeries shared) => shared.Read(Market, Timeframe.M1, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel);

    private async Task<CountingStore> Stored(IReadOnlyList<Candle> candles)
    {
        var services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, await database.Make()).BuildServiceProvider();
        var store = new CountingStore(services.GetRequiredService<ICandleStore>());
        await Write(store, candles);
        return store;
    }

    private static async Task Write(ICandleStore store, IReadOnlyList<Candle> candles)
    {
        await using var import = await store.BeginImport(Market, Timeframe.M1, Cancel);
        await import.Write(candles.ToArray(), Cancel);
        await import.Commit(Cancel);
    }

    /// <summary>The real store, with a count of the candles it gave.</summary>
    private sealed class CountingStore(ICandleStore store) : ICandleStore
    {
        private int _given;

        public int Given => _given;

        public async IAsyncEnumerable<Candle> Read(MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        {
            await foreach (var candle in store.Read(market, timeframe, from, to, cancel))
            {
                Interlocked.Increment(ref _given);
                yield return candle;
            }
        }

        public Task Save(IReadOnlyList<RecordedCandle> candles, CancellationToken cancel) => store.Save(candles, cancel);

        public Task<ICandleImport> BeginImport(MarketId market, Timeframe timeframe, CancellationToken cancel) => store.BeginImport(market, timeframe, cancel);

        public Task<IReadOnlyList<Candle>> ReadLast(MarketId market, Timeframe timeframe, int count, DateTimeOffset before, CancellationToken cancel) => store.ReadLast(market, timeframe, count, before, cancel);

        public Task<long> Delete(MarketId market, Timeframe timeframe, DateTimeOffset before, CancellationToken cancel) => store.Delete(market, timeframe, before, cancel);

        public Task<IReadOnlyList<StoredSeries>> Series(CancellationToken cancel) => store.Series(cancel);

        public Task<StoredSeries?> Series(MarketId market, Timeframe timeframe, CancellationToken cancel) => store.Series(market, timeframe, cancel);

        public Task<SeriesMark?> Mark(MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) => store.Mark(market, timeframe, from, to, cancel);
    }
}
