using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CryptoDashboard.Tests.Storage;

/// <summary>
/// No SQL Server runs here: its whole script is generated, and every query of every store is translated for it by running the store
/// against a connection that answers with nothing.
/// </summary>
public sealed class SqlServerTests
{
    private static readonly HistoryFilter EveryFilter = new(1, Some.Market, Open: true, Some.Noon, Some.Noon);

    public static TheoryData<string> Queries => [.. All.Keys];

    private static Dictionary<string, Func<IDbContextFactory<DashboardDbContext>, Task>> All { get; } = new()
    {
        ["bots"] = db => new BotStore(db).All(default),
        ["bot snapshots"] = db => new BotStore(db).Snapshots(default),
        ["bot load"] = db => new BotStore(db).Load(1, default),
        ["bots to take up"] = db => new BotStore(db).ToTakeUp(default),
        ["bot edit"] = db => new BotStore(db).Edit(Some.Bot(), Told(), default),
        ["bot arming"] = db => new BotStore(db).KeepArming(Some.Bot(), Told(), default),
        ["entries of a bot"] = db => new BotStore(db).EntriesSince(1, Some.Noon, default),
        ["order"] = db => new BotStore(db).LoadOrder("x", default),
        ["accounts"] = db => new CredentialStore(db).All(default),
        ["account removal"] = db => new CredentialStore(db).Remove("x", Told(), default),
        ["account use"] = db => new CredentialStore(db).NoteUse("x", Some.Noon, default),
        ["signals refused"] = db => new SignalStore(db).Refused(10, default),
        ["ledger"] = db => new TradeStore(db).Ledger(10, default),
        ["all fills"] = db => Drain(new OrderStore(db).AllFills(default)),
        ["optimisations"] = db => new OptimisationStore(db).List(10, 10, default),
        ["optimisation"] = db => new OptimisationStore(db).Find(1, default),
        ["optimisations unfinished"] = db => new OptimisationStore(db).Unfinished(default),
        ["optimisation trials"] = db => new OptimisationStore(db).Trials(1, 10, default),
        ["optimisation returns"] = db => new OptimisationStore(db).Returns(1, default),
        ["optimisation steps"] = db => new OptimisationStore(db).Steps(1, default),
        ["optimisation delete"] = db => new OptimisationStore(db).Delete(1, Told(), default),
        ["tries"] = db => new TryBook(db).Count("x@2", Some.Market, Core.Time.Timeframe.M1, Some.Noon, Some.Noon, default),
        ["overfit checks"] = db => new TryBook(db).Since("x", Some.Market, Core.Time.Timeframe.M1, Some.Noon, default),
        ["bot delete"] = db => new BotStore(db).Delete(1, Told(), default),
        ["event last id"] = db => new EventLog(db).LastId(default),
        ["events after"] = db => new EventLog(db).ReadAfter(1, 10, default),
        ["events latest of a bot"] = db => new EventLog(db).Latest(1, 10, default),
        ["events latest"] = db => new EventLog(db).Latest(null, 10, default),
        ["replays"] = db => new ReplayStore(db).All(default),
        ["replay"] = db => new ReplayStore(db).Find(1, default),
        ["signals acted"] = db => new SignalStore(db).LatestActed([1, 2], 10, default),
        ["signals of a bot"] = db => new SignalStore(db).Latest(1, false, 10, default),
        ["signal counts"] = db => new SignalStore(db).Counts(1, default),
        ["equity"] = db => new SignalStore(db).Equity([1, 2], Some.Noon, default),
        ["equity by candle"] = db => new SignalStore(db).EquityByCandle(1, 10, default),
        ["orders"] = db => new OrderStore(db).List(EveryFilter, 10, 10, default),
        ["orders streamed"] = db => Drain(new OrderStore(db).Stream(EveryFilter, default)),
        ["fills"] = db => new OrderStore(db).Fills(1, Some.Noon, 10, default),
        ["trades"] = db => new TradeStore(db).List(EveryFilter, 10, 10, default),
        ["trades streamed"] = db => Drain(new TradeStore(db).Stream(EveryFilter, default)),
        ["trade totals"] = db => new TradeStore(db).Totals(EveryFilter, default),
        ["ledger sums"] = db => new TradeStore(db).LedgerSums(default),
        ["balances"] = db => new TradeStore(db).Balances("bot:1", default),
        ["feed choice"] = db => new FeedChoiceStore(db).Read(default),
        ["spreads"] = db => new FillStore(db).Spreads(new DateOnly(2026, 1, 2), default),
        ["own orders"] = db => new FillStore(db).OwnOrders(Some.Noon, 10, default),
        ["fill lessons"] = db => new FillStore(db).Lessons(Some.Noon, default),
        ["fill pruning"] = db => new FillStore(db).Prune(new DateOnly(2026, 1, 2), Some.Noon, default),
        ["archive has"] = db => new MarketArchive(db).Has("binance", new DateOnly(2026, 1, 2), default),
        ["archive as of"] = db => new MarketArchive(db).AsOf("binance", new DateOnly(2026, 1, 2), default),
        ["archive volumes"] = db => new MarketArchive(db).VolumesAsOf("binance", new DateOnly(2026, 1, 2), default),
        ["coin"] = db => new ListingStore(db).Find("bitcoin", default),
        ["coins named"] = db => new ListingStore(db).Named(["BTC", "ETH"], default),
        ["coins counted"] = db => new ListingStore(db).Count(EveryCoinFilter, default),
        ["coins by rank"] = db => new ListingStore(db).Page(EveryCoinFilter, "5|x", 10, default),
        ["coins by symbol"] = db => new ListingStore(db).Page(EveryCoinFilter with { Sort = CoinSort.Symbol, Descending = true }, "BTC|bitcoin", 10, default),
        ["coins by cap"] = db => new ListingStore(db).Page(EveryCoinFilter with { Sort = CoinSort.MarketCap, Descending = true }, "1000.5|x", 10, default),
        ["coins by change"] = db => new ListingStore(db).Page(EveryCoinFilter with { Sort = CoinSort.Change24h }, "-0.05|x", 10, default),
        ["movers"] = db => new ListingStore(db).Movers(5, default),
        ["coin history"] = db => new ListingStore(db).History("bitcoin", Some.Noon, 10, default),
        ["coin clean-up"] = db => new ListingStore(db).CleanUp(Some.Noon, Some.Noon, default),
        ["events of a kind"] = db => new EventLog(db).OfKind("x", 10, default),
        ["moods"] = db => new ContextStore(db).Moods(Some.Noon, default),
        ["news"] = db => new ContextStore(db).News("BTC", 10, default),
        ["context clean-up"] = db => new ContextStore(db).CleanUp(Some.Noon, Some.Noon, default),
        ["parity day"] = async db =>
        {
            await using var context = await db.CreateDbContextAsync();
            await ParityStore.ReadDay(context, Some.Bot(), new Core.Bots.BotProgress { BotId = 1, Cash = 1, Equity = 1 }, Some.Noon, Some.Noon.AddDays(1), default);
        },
        ["parity bots"] = db => new ParityStore(db).Active(Some.Noon, Some.Noon.AddDays(1), default),
        ["parity report"] = db => new ParityStore(db).Find(1, new DateOnly(2026, 1, 2), default),
        ["parity headlines"] = db => new ParityStore(db).Headlines(1, 30, default),
        ["tests of two bots"] = db => new AbTestStore(db).All(default),
        ["equity of a test"] = db => new AbTestStore(db).Equity(Some.Bot(), Some.Noon, TimeSpan.FromHours(1), default),
        ["candles of a test"] = db => new AbTestStore(db).Handled(Some.Bot(), Some.Noon, default),
        ["session"] = db => new SessionStore(db).Find("x", default),
        ["session touch"] = db => new SessionStore(db).Touch("x", Some.Noon, default),
        ["session lock"] = db => new SessionStore(db).Lock("x", Some.Noon, default),
        ["session unlock"] = db => new SessionStore(db).Unlock("x", Some.Noon, default),
        ["session end"] = db => new SessionStore(db).End("x", Some.Noon, default),
        ["sessions end"] = db => new SessionStore(db).EndAll(1, Some.Noon, default),
        ["sign-in success"] = db => new SignInAttempts(db).Succeed(new SignInAttempt { Account = "A", Address = "a", At = Some.Noon }, default),
    };

    private static CoinQuery EveryCoinFilter => new() { Search = "b", MinMarketCap = 1, MaxMarketCap = 2, MinVolume = 1, MinChange = 0, MaxChange = 1 };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Every_query_is_translated_for_SQL_Server(string query)
    {
        var sent = new List<string>();

        await All[query](new Unconnected(sent));

        Assert.NotEmpty(sent);
    }

    [Fact]
    public void The_whole_script_can_be_generated()
    {
        using var db = new Unconnected([]).CreateDbContext();

        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        Assert.Contains("CREATE TABLE [bots]", script, StringComparison.Ordinal);
        Assert.Contains("clustered columnstore", script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_migrations_of_both_providers_are_up_to_date_with_the_model()
    {
        using var sqlServer = new Unconnected([]).CreateDbContext();
        using var postgres = new PostgreSqlDesignTime().CreateDbContext([]);

        Assert.False(sqlServer.Database.HasPendingModelChanges(), "dotnet ef migrations add NAME --context SqlServerContext");
        Assert.False(postgres.Database.HasPendingModelChanges(), "dotnet ef migrations add NAME --context PostgreSqlContext");
    }

    private static DomainEvent Told() => new() { At = Some.Noon, Topic = EventTopic.Bots, Kind = "told", Text = "Told." };

    private static async Task Drain<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var item in items)
            Assert.Fail($"Nothing can come from nowhere, and {item} did.");
    }

    private sealed class Unconnected(List<string> sent) : IDbContextFactory<DashboardDbContext>
    {
        public DashboardDbContext CreateDbContext() => new SqlServerContext(new DbContextOptionsBuilder<SqlServerContext>()
            .UseSqlServer(new SilentConnection(sent), sql => sql.MigrationsHistoryTable("migrations"))
            .Options);
    }
}
