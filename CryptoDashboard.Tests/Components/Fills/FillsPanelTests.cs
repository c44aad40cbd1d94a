using Bunit;
using CryptoDashboard.Components.Pages.Backtests;
using CryptoDashboard.Components.Pages.Fills;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.SignIn;
using CryptoDashboard.Tests.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Components.Fills;

/// <summary>What was learnt of fills as pages show it.</summary>
public sealed class FillsPanelTests : ComponentTest
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");

    private static readonly MarketFills Known = MarketFills.Of(
        Market,
        [
            new FillLesson
            {
                LearntAt = Some.Noon,
                Exchange = "binance",
                Symbol = "BTC/USDT",
                Ranges = new Dictionary<FillPart, LearntRange> { [FillPart.Spread] = new(0.0001, 0.0002, 0.0004, 1_440), [FillPart.Latency] = new(40, 60, 90, 7) },
            },
        ]);

    public FillsPanelTests() => Services.AddSingleton(new ViewerTime());

    [Fact]
    public void A_market_shows_what_is_known_and_greys_what_is_guessed()
    {
        var cells = Render<FillsTable>(p => p.Add(t => t.Markets, [Known])).FindAll("tbody td");

        Assert.Equal("0.02 %0.01 – 0.04 %", cells[1].TextContent);
        Assert.DoesNotContain("muted", cells[1].ClassName, StringComparison.Ordinal);
        Assert.Contains("muted", cells[3].ClassName, StringComparison.Ordinal);
        Assert.Equal("this market: spread1,440 minutes, 7 of 20 orders", cells[5].TextContent);
    }

    [Fact]
    public void Until_enough_is_known_each_part_says_how_much_is_lacking()
    {
        var rests = Render<FillFigures>(p => p.Add(t => t.Markets, [Known])).FindAll("tbody .sub");

        Assert.Equal("1,440 minutes here", rests[0].TextContent);
        Assert.Equal("cautious guess until there are 20 orders sent; 7 so far", rests[2].TextContent);
    }

    [Fact]
    public void A_report_shows_three_results_side_by_side_with_a_sentence()
    {
        FillOutcome Of(FillLevel level, decimal end) => new(level, end, (double)(end / 10_000) - 1, 0.12, 41, 33);
        var learnt = new LearntOutcomes([Known], [Of(FillLevel.Optimistic, 11_000), Of(FillLevel.Likely, 10_500), Of(FillLevel.Cautious, 9_000)]);

        var panel = Render<LearntPanel>(p => p.Add(t => t.Learnt, learnt).Add(t => t.Currency, "USDT"));

        Assert.Equal(["10.00 %", "5.00 %", "−10.00 %"], panel.FindAll("tbody td[data-at=b]").Select(c => c.TextContent));
        Assert.Contains("dear ones turn it into a loss", panel.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Contains("learnt", panel.Find("header").TextContent, StringComparison.Ordinal);
    }
}
