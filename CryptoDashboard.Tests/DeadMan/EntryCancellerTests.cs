using System.Text.Json;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.DeadMan;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Feeds;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.Configuration;

namespace CryptoDashboard.Tests.DeadMan;

/// <summary>What the watchdog cancels, with real ccxt and a Binance of our own.</summary>
public sealed class EntryCancellerTests(Database database)
{
    private const string Key = "BTC/USDT";
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_of_a_dead_desk_are_cancelled_with_its_sealed_keys_and_stops_stay()
    {
        await using var binance = new BinanceStandIn();
        var connection = await database.Make();
        await using (var desk = await LiveDesk.Start(connection, new ShiftedTime(), new FeedOptions { Symbols = [Key], HistoryHours = 0 }, binance))
        {
            await desk.Get<AccountDesk>().Add("main", "binance", "ada", false, new ExchangeSecret(BinanceStandIn.ApiKey, BinanceStandIn.Secret), Cancel);
            await Eventually.Be(() => { binance.PushTicker(binance.Markets[Key]); return desk.Ticker(Market.ToString()) is not null; }, "the first price");
            var holder = await LiveBot(desk, "Holds", StopPlan.None with { StopLoss = 0.1m });
            await Buy(desk, holder, OrderTerms.Market);
            await Eventually.Be(() => binance.Account.Orders().Any(o => o is { IsOpen: true, ClientOrderId: var id } && ClientOrderId.BotOf(id) == holder), "the stop at the exchange");
            await Buy(desk, await LiveBot(desk, "Waits", StopPlan.None), OrderTerms.AtLimit(new(50_000)));
            await desk.Get<IDeadManStore>().Keep(new DeadManChoice { Account = "main", CancelsEntries = true }, Cancel);
        }
        Assert.Equal(2, binance.Account.Orders().Count(o => o.IsOpen));

        var said = await EntryCanceller.Run(Configuration(connection, binance), Cancel);

        Assert.Contains("cancelled 1 orders", said, StringComparison.Ordinal);
        Assert.Single(binance.Account.Orders(), o => o.IsOpen);
    }

    private static IConfiguration Configuration(string connection, BinanceStandIn binance)
    {
        var values = new Dictionary<string, string?>
        {
            ["Data"] = Desk.FolderOf(connection),
            ["Database:Provider"] = "PostgreSql",
            ["Database:ConnectionString"] = connection,
            ["Bridge:Folder"] = Path.Combine(Architecture.RoomOrderTests.Root(), "exchange-bridge"),
            ["Bridge:Exchanges:binance:RateLimit"] = "false",
        };
        Flatten("Bridge:Exchanges:binance:Urls", binance.Settings.Urls!.Value, values);
        if (binance.Settings.Options is { } options)
            Flatten("Bridge:Exchanges:binance:Options", options, values);
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    private static void Flatten(string path, JsonElement json, Dictionary<string, string?> values)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in json.EnumerateObject())
                Flatten($"{path}:{property.Name}", property.Value, values);
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var (item, i) in json.EnumerateArray().Select((item, i) => (item, i)))
                Flatten($"{path}:{i}", item, values);
        }
        else
        {
            values[path] = json.ToString();
        }
    }

    private static async Task<int> LiveBot(LiveDesk desk, string name, StopPlan stops)
    {
        var id = await desk.Get<BotDesk>().Create(
            Some.Bot(name, Market) with { Mode = BotMode.Live, Account = "main", Guards = (RiskProfile.Default with { Stops = stops, MaxPriceGap = 0.5m }).ToJson() }, Cancel);
        await desk.Get<BotArming>().Arm((await desk.Get<IBotStore>().Load(id, Cancel))!.Bot, 50_000, "ada", Some.Despite, Cancel);
        return id;
    }

    private static async Task Buy(LiveDesk desk, int bot, OrderTerms terms)
    {
        var request = new TradeRequest(Market, Side.Buy, TradePurpose.Entry, Some.Price(60_000), Late: false) { Terms = terms, Quantity = Some.Quantity(0.1m) };
        var (_, refused) = await desk.Get<BotEngine>().Submit(bot, request, "by hand", null, Cancel);
        Assert.Null(refused);
    }
}
