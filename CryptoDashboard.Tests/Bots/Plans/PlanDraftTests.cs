using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Bots.Plans;

public sealed class PlanDraftTests
{
    private static readonly PlanDraft Sound = new(Some.Market, OrderKind.Limit, 100, 10, 95, null, false, [new(110, 0.5m), new(120, 0.5m)]);

    [Fact]
    public void A_sound_plan_has_no_fault() => Assert.Empty(Sound.Faults(101, Some.Rules));

    [Theory]
    [InlineData("stop above the entry", "The stop lies above 0 and below")]
    [InlineData("targets in disorder", "Target 2 lies above target 1.")]
    [InlineData("target below the entry", "The first target lies above")]
    [InlineData("more than all", "100 % at most")]
    [InlineData("no target", "one target at least")]
    [InlineData("a share too small", "too small to be sold")]
    [InlineData("a stop entry below the price", "A stop entry lies above the price")]
    [InlineData("nothing bought", "Say how much it buys.")]
    public void What_is_wrong_is_said(string what, string expected)
    {
        var plan = what switch
        {
            "stop above the entry" => Sound with { StopAt = 100 },
            "targets in disorder" => Sound with { Targets = [new(120, 0.5m), new(110, 0.5m)] },
            "target below the entry" => Sound with { Targets = [new(99, 1)] },
            "more than all" => Sound with { Targets = [new(110, 0.6m), new(120, 0.5m)] },
            "no target" => Sound with { Targets = [] },
            "a share too small" => Sound with { Targets = [new(110, 0.001m), new(120, 0.5m)] },
            "a stop entry below the price" => Sound with { EntryKind = OrderKind.Stop },
            _ => Sound with { Quantity = 0 },
        };

        Assert.Contains(plan.Faults(101, Some.Rules), f => f.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Risk_and_reward_count_every_fee()
    {
        var figures = PlanFigures.Of(Sound, 101, Some.Rules, 10_000, null);

        // Paid 1,000 and a thousandth; the stop gives 950 less a thousandth; the targets 550 and 600 less a thousandth.
        Assert.Equal((1_000m, 51.95m, 0.005195m, 147.85m), (figures.Value, figures.Risk, figures.RiskShare, figures.Reward));
        Assert.Equal(1m + 0.55m + 0.6m, figures.Fees);
        Assert.Equal(2.846m, Math.Round(figures.Ratio!.Value, 3));
    }

    [Fact]
    public void A_quantity_by_risk_loses_no_more_than_that()
    {
        var quantity = PlanFigures.QuantityForRisk(50, 100, 95, Some.Rules);

        Assert.InRange(PlanFigures.Of(Sound with { Quantity = quantity }, 100, Some.Rules, 0, null).Risk, 49.99m, 50m);
    }
}
