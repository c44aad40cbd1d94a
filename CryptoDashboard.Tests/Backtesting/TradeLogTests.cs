using System.Reflection;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting;

public sealed class TradeLogTests
{
    private static readonly Trade Whole = new()
    {
        Id = "cd-1-1m-5-0",
        BotId = 3,
        Market = Some.Market,
        OpenedAt = Some.Noon,
        ClosedAt = Some.Noon.AddHours(1),
        Bought = new(1.5m),
        Paid = 150.2m,
        Sold = new(1.4m),
        Received = 160.1m,
        Fees = 0.31m,
        Profit = 9.9m,
        OpenReason = "in",
        CloseReason = "out",
        ClosedByGuard = true,
        OpenAtr = 2.5m,
        Reached = 161,
    };

    [Fact]
    public void A_trade_comes_out_as_it_went_in_with_nothing_left_out()
    {
        // Each property is given something of its own above: one that is added to a trade and forgotten here fails.
        Assert.All(
            typeof(Trade).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite),
            p => Assert.NotEqual(p.PropertyType.IsValueType ? Activator.CreateInstance(p.PropertyType) : null, p.GetValue(Whole)));
        var log = new TradeLog();
        log.Add(Whole, -0.1, 0.2);

        var taken = Assert.Single(log.TakeAll());

        Assert.Equal((Whole, -0.1, 0.2), (taken.Trade, taken.Worst, taken.Best));
    }

    [Fact]
    public void Thousands_come_out_in_their_order()
    {
        var log = new TradeLog();
        for (var i = 0; i < 5_000; i++)
            log.Add(Whole with { BotId = i }, 0, 0);

        Assert.Equal(Enumerable.Range(0, 5_000), log.TakeAll().Select(t => t.Trade.BotId));
    }
}
