using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Tests.Storage;

public sealed class OutcomeReaderTests(Database database)
{
    [Fact]
    public async Task Every_BUY_and_SELL_is_read_with_its_strategy_and_what_its_market_did_after_it()
    {
        await using var desk = await Desk.Start(await database.Make());
        var bot = await desk.MakeBot(Some.Bot());
        var candles = Builders.Candles.Simulated(100);
        await desk.Store(Some.Market, candles);
        await using (var db = await desk.Get<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            db.AddRange(Said(bot, candles[10], SignalAction.Buy), Said(bot, candles[11], SignalAction.Hold), Said(bot, candles[90], SignalAction.Sell));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var outcomes = await desk.Get<OutcomeReader>().Read(DateTimeOffset.MinValue, TestContext.Current.CancellationToken);

        Assert.Equal([(SignalAction.Sell, "rsi-cross"), (SignalAction.Buy, "rsi-cross")], outcomes.Select(o => (o.Action, o.Strategy)));
        Assert.Equal((candles[22].Close / candles[10].Close) - 1, outcomes[1].Moves[3]!.Value, 9);
        Assert.Equal([true, true, true, false, false, false], outcomes[0].Moves.Select(m => m is not null));
    }

    private static SignalRecord Said(int bot, Candle at, SignalAction action) => new()
    {
        BotId = bot,
        OpenTime = at.OpenTime,
        Market = Some.Market,
        Timeframe = Timeframe.M1,
        Action = action,
        Confidence = 0.6,
        Strength = 1,
        Reason = "because",
        Indicators = "{}",
        Close = at.Close,
        Equity = 10_000,
        Late = false,
        Fate = SignalFate.None,
    };
}
