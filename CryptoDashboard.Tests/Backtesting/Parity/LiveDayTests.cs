using CryptoDashboard.Core.Backtesting.Parity;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Feeds;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Backtesting.Parity;

/// <summary>A day of an armed bot: candles and orders through real ccxt and an exchange of our own, then held against a backtest of it.</summary>
public sealed class LiveDayTests(Database database) : IAsyncLifetime
{
    private const string Key = "BTC/USDT";
    private const int Minutes = 45;
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");

    private readonly ShiftedTime _time = new();
    private BinanceStandIn _binance = null!;
    private LiveDesk _desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(_time.GetUtcNow().Hour == 23, "Midnight (UTC) is near: the minutes of this test would belong to two days.");
        _binance = new BinanceStandIn(time: _time);
        _desk = await LiveDesk.Start(database, _time, new FeedOptions { Symbols = [Key], HistoryHours = 1 }, _binance);
        await Eventually.Be(() => _desk.Minutes(Market.ToString()).Count >= 58, "the candles of the last hour");
        await Eventually.Be(() => { _binance.SetPrice(Key, 60_000); return _desk.Ticker(Market.ToString()) is not null; }, "the first price");
        await _desk.Get<AccountDesk>().Add("main", "binance", "ada", false, new ExchangeSecret(BinanceStandIn.ApiKey, BinanceStandIn.Secret), Cancel);
        await Eventually.Be(() => _binance.IsAccountHeard, "the stream of the account");
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _binance.DisposeAsync();
    }

    [Fact]
    public async Task A_day_with_real_orders_differs_from_its_backtest_by_prices_alone()
    {
        var guards = (RiskProfile.Default with { Stops = new StopPlan { StopLoss = 0.05m } }).ToJson();
        var bot = await _desk.Get<BotDesk>().Create(
            Some.Bot("Live", Market, share: 0.5m, parameters: """{"length":3,"lower":30,"upper":70}""") with { Mode = BotMode.Live, Account = "main", Guards = guards }, Cancel);
        await _desk.Get<BotArming>().Arm((await _desk.Get<IBotStore>().Load(bot, Cancel))!.Bot, 10_000, "ada", Some.Despite, Cancel);
        await _desk.Get<BotDesk>().Start(bot, Cancel);

        for (var i = 0; i < Minutes; i++)
            await Live(bot, i);
        await _desk.Get<BotJournal>().Flush(Cancel);
        var report = await _desk.Get<ParityDesk>().Compare(bot, DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime), Cancel);

        Assert.True(report.Fills >= 4, $"{report.Fills} fills: the day must be traded, or this test shows nothing");
        Assert.Equal(0, report.Unexplained);
        Assert.All(report.Differences, d => Assert.Equal(ParityCause.Slippage, d.Cause));
        Assert.Equal(_binance.Account.Fills().Count, report.Fills);
        Assert.Empty(await _desk.Get<Core.Reconciliation.Reconciler>().Compare(Cancel));
    }

    /// <summary>A minute: its price moves, its candle closes, and the bot has decided and its orders are over before the next.</summary>
    private async Task Live(int bot, int index)
    {
        var openMs = Core.Time.Timeframe.M1.OpenOf(_time.GetUtcNow().ToUnixTimeMilliseconds());
        var (open, close) = (PriceAt(index), PriceAt(index + 1));
        _binance.SetPrice(Key, open);
        _time.Advance(TimeSpan.FromMilliseconds(openMs + 60_000 - _time.GetUtcNow().ToUnixTimeMilliseconds() + 50));
        // The next minute begins where this one ended: what the bot decides on meets that price.
        _binance.SetPrice(Key, close);
        _binance.PushCandle(Key, "1m", new StandInCandle(openMs, open, Math.Max(open, close), Math.Min(open, close), close, 5), isClosed: true);
        await Eventually.Be(() => _desk.Get<BotEngine>().StateOf(bot)!.Value.Progress.LastHandled?.ToUnixTimeMilliseconds() >= openMs, $"the decision on minute {index}");
        await Eventually.Be(() => _desk.Get<BotEngine>().OpenOrdersOf(bot).All(o => o.IsProtective), $"the end of the orders of minute {index}");
    }

    /// <summary>Waves that fall and rise far enough for RSI to cross its bounds.</summary>
    private static decimal PriceAt(int minute) => Math.Round(60_000m * (1 + (0.004m * (decimal)Math.Sin(minute / 2.5)) + (0.0004m * (minute % 3))), 2);
}
