using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Feeds;
using CryptoDashboard.Tests.StandIns.Kraken;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.DeadMan;

/// <summary>The countdown at the exchange, through real ccxt and a Kraken of our own that checks its signatures.</summary>
public sealed class CountdownTests(Database database)
{
    private static readonly MarketId Market = MarketId.Parse("kraken:BTC/USDT");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_wound_up_on_a_beat_while_an_armed_bot_trades_where_that_was_chosen_and_taken_back_at_the_end()
    {
        await using var kraken = new KrakenStandIn();
        var connection = await database.Make();
        await Prepare(connection);
        var time = new ShiftedTime();
        await using var desk = await LiveDesk.Start(connection, time, new FeedOptions { Symbols = ["BTC/USDT"], HistoryHours = 0 }, kraken);
        await Eventually.Be(() => desk.Get<AccountDesk>().Find("main") is not null, "the account");
        var (countdown, choices) = (desk.Get<Countdown>(), desk.Get<IDeadManStore>());

        await countdown.Beat(Cancel);
        Assert.Empty(kraken.Countdowns);

        await choices.Keep(new DeadManChoice { Account = "main", CountdownSeconds = 120 }, Cancel);
        await countdown.Beat(Cancel);
        await countdown.Beat(Cancel);
        Assert.Equal([120], kraken.Countdowns);
        Assert.Null(countdown.Running["main"].Fault);

        time.Advance(TimeSpan.FromSeconds(31));
        await countdown.Beat(Cancel);
        Assert.Equal([120, 120], kraken.Countdowns);

        await countdown.TakeBackAll(Cancel);
        Assert.Equal([120, 120, 0], kraken.Countdowns);
        Assert.Empty(countdown.Running);
    }

    private static async Task Prepare(string connection)
    {
        await using var services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, connection).BuildServiceProvider();
        var credentials = services.GetRequiredService<ICredentialStore>();
        var vault = new CredentialVault(MasterKeys.Load(Desk.FolderOf(connection), null, null), credentials, TimeProvider.System);
        await credentials.Add(vault.Seal("main", "kraken", "ada", false, new ExchangeSecret(KrakenStandIn.ApiKey, KrakenStandIn.Secret)), Told(), Cancel);
        var bot = Some.Bot("Live", Market) with { Mode = BotMode.Live, Account = "main", ArmedAt = Some.Noon, ArmedBy = "ada", ArmedLimit = 10_000, Status = BotStatus.Running };
        await services.GetRequiredService<IBotStore>().Create(bot, id => (Ledger.OfCapital(id, new Amount(bot.Capital, Market.Symbol.Quote), Some.Noon), Told()), Cancel);
    }

    private static DomainEvent Told() => new() { At = Some.Noon, Topic = EventTopic.Bots, Kind = "made-by-test", Text = "Made by a test." };
}
