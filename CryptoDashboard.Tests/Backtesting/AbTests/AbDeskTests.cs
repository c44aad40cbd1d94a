using CryptoDashboard.Core.Backtesting.AbTests;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Backtesting.AbTests;

public sealed class AbDeskTests(Database database)
{
    private static readonly MarketId Played = MarketId.Parse("replay-98:BTC/USDT");

    [Fact]
    public async Task Two_parameter_sets_are_started_together_and_compared_candle_by_candle()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Played, Builders.Candles.Start);
        var test = await desk.Get<AbDesk>().Make("Fast or slow", Some.Bot("Fast", Played, parameters: Life.Parameters), Some.Bot("Slow", Played), TestContext.Current.CancellationToken);
        foreach (var candle in Builders.Candles.Simulated(90))
            await desk.Play(market, candle);
        await desk.Flush();

        var standing = await desk.Get<AbDesk>().Look(test.Id, TestContext.Current.CancellationToken);

        Assert.Equal(("Fast", "Slow", BotStatus.Running, BotStatus.Running), (standing!.A.Name, standing.B.Name, standing.A.Status, standing.B.Status));
        Assert.Equal((90, 90, 89), (standing.EquityA.Count, standing.EquityB.Count, standing.Comparison.Blocks));
        Assert.NotNull(standing.Comparison.Difference);
        Assert.NotEqual(standing.EquityA[^1].Equity, standing.EquityB[^1].Equity);
    }

    [Fact]
    public void Bots_that_cannot_be_compared_are_refused_with_each_reason()
    {
        var a = Some.Bot("A") with { Id = 1 };
        var other = Some.Bot("B", MarketId.Parse("paper:ETH/USDT")) with { Id = 2, Capital = 500, Mode = BotMode.Live };

        Assert.Equal(
            [
                "Both bots must trade on paper: a test is no reason to risk money.",
                "Both bots must trade the same market; these trade paper:BTC/USDT and paper:ETH/USDT.",
                "Both bots must begin with the same money; these began with 10,000 and 500.",
            ],
            AbDesk.Faults(a, other));
        Assert.Equal(["Choose two different bots."], AbDesk.Faults(a, a));
    }
}
