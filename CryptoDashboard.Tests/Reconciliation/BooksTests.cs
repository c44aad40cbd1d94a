using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Reconciliation;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Feeds;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Reconciliation;

/// <summary>The ledger of an account against a Binance of our own.</summary>
public sealed class BooksTests(Database database)
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trades_deposits_and_withdrawals_are_explained_and_leave_nothing_over()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance);
        await Buy(desk, 0.1m);
        binance.Account.Deposit("ETH", 1.5m);
        binance.Account.Withdraw("USDT", 500, 2);

        var checks = await desk.Get<Books>().Check(Cancel);

        Assert.All(checks, c => Assert.Equal(0m, c.Residue));
        Assert.Equal(binance.Account.Balance("BTC").Free, checks.Single(c => c.Asset.Code == "BTC").Booked);
        var ledger = await desk.Get<TradeStore>().Ledger(100, Cancel);
        Assert.Contains(ledger, l => l.Transaction.StartsWith("deposit:main:", StringComparison.Ordinal) && l is { Account: "own:main", Amount: 1.5m });
        Assert.Equal(-502m, ledger.Where(l => l.Transaction.StartsWith("withdrawal:main:", StringComparison.Ordinal) && l.Account == "own:main").Sum(l => l.Amount));
        Assert.All(await desk.Get<TradeStore>().LedgerSums(Cancel), sum => Assert.Equal(0m, sum.Value));

        // Told again, they are not booked again.
        Assert.All(await desk.Get<Books>().Check(Cancel), c => Assert.Equal(0m, c.Residue));
        Assert.Single(await desk.Get<IEventLog>().OfKind("deposit-booked", 10, Cancel));
    }

    [Fact]
    public async Task What_nobody_explains_is_told_at_once_and_booked_as_unexplained_when_it_is_found_again()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance);
        binance.Account.SetBalance("BTC", binance.Account.Balance("BTC").Free - 0.25m);

        Assert.Equal(-0.25m, Of(await desk.Get<Books>().Check(Cancel), "BTC").Residue);
        Assert.Contains("0.25 BTC less", Assert.Single(await desk.Get<IEventLog>().OfKind("books-differ", 10, Cancel)).Text, StringComparison.Ordinal);
        Assert.Empty(await desk.Get<IBookStore>().Unexplained(Cancel));

        Assert.True(Of(await desk.Get<Books>().Check(Cancel), "BTC").IsSettled);
        Assert.Equal(("main", "BTC", -0.25m), Assert.Single(await desk.Get<IBookStore>().Unexplained(Cancel)));
        Assert.Equal(0m, Of(await desk.Get<Books>().Check(Cancel), "BTC").Residue);
        Assert.Single(await desk.Get<IEventLog>().OfKind("books-differ", 10, Cancel));
        Assert.Equal(2, (await desk.Get<IBookStore>().Differences(10, Cancel)).Count);
        Assert.All(await desk.Get<TradeStore>().LedgerSums(Cancel), sum => Assert.Equal(0m, sum.Value));
    }

    [Fact]
    public async Task A_deposit_that_came_while_the_desk_was_off_for_days_is_found()
    {
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(binance);
        binance.Account.Deposit("ETH", 1.5m);
        desk.Time.Advance(TimeSpan.FromDays(5));

        Assert.All(await desk.Get<Books>().Check(Cancel), c => Assert.Equal(0m, c.Residue));

        Assert.Single(await desk.Get<IEventLog>().OfKind("deposit-booked", 10, Cancel));
    }

    private static BookCheck Of(IReadOnlyList<BookCheck> checks, string asset) => checks.Single(c => c.Asset.Code == asset);

    /// <summary>A desk with an account whose books are open.</summary>
    private async Task<LiveDesk> Start(BinanceStandIn binance)
    {
        var desk = await LiveDesk.Start(await database.Make(), new ShiftedTime(), new FeedOptions { Symbols = ["BTC/USDT"], HistoryHours = 0 }, binance);
        await desk.Get<AccountDesk>().Add("main", "binance", "ada", false, new ExchangeSecret(BinanceStandIn.ApiKey, BinanceStandIn.Secret), Cancel);
        await Eventually.Be(() => { binance.PushTicker(binance.Markets["BTC/USDT"]); return desk.Ticker(Market.ToString()) is not null; }, "the first price");
        Assert.All(await desk.Get<Books>().Check(Cancel), c => Assert.Equal(0m, c.Residue));
        return desk;
    }

    private static async Task Buy(LiveDesk desk, decimal quantity)
    {
        var bot = await desk.Get<BotDesk>().Create(Some.Bot("Live", Market) with { Mode = BotMode.Live, Account = "main" }, Cancel);
        await desk.Get<BotArming>().Arm((await desk.Get<IBotStore>().Load(bot, Cancel))!.Bot, 50_000, "ada", Some.Despite, Cancel);
        var request = new TradeRequest(Market, Side.Buy, TradePurpose.Entry, Some.Price(60_000), Late: false) { Quantity = Some.Quantity(quantity) };
        var (order, refused) = await desk.Get<BotEngine>().Submit(bot, request, "by hand", null, Cancel);
        Assert.Null(refused);
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "the fill");
        await desk.Get<BotJournal>().Flush(Cancel);
        Assert.NotNull(order);
    }
}
