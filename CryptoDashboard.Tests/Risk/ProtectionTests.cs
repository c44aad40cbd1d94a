using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Sizing;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Risk;

/// <summary>What lets entries rest says which, why and until when; exits pass whatever rests.</summary>
public sealed class ProtectionTests
{
    private static readonly TradeRequest Buy = new(Some.Market, Side.Buy, TradePurpose.Entry, Some.Price(100), Late: false);
    private static readonly Exposure Flat = new(10_000, 10_000, default, 0) { Now = Some.Noon };

    [Fact]
    public void A_protection_cannot_look_back_on_more_trades_than_are_remembered() =>
        Assert.Contains((Some.AllIn with { LowProfitTrades = 101 }).Faults(), f => f.Contains("last 100 trades", StringComparison.Ordinal));

    [Fact]
    public void After_a_trade_entries_cool_down_for_as_long_as_was_said()
    {
        var profile = Some.AllIn with { CoolDownMinutes = 30 };
        var resting = Assert.IsType<RiskRefusal.Resting>(Ask(profile, Trade(20, 0.01m)));
        Assert.Equal(("cool-down", Some.Noon.AddMinutes(10)), (resting.Code, resting.Until));
        Assert.Contains("2026-01-02 12:10 UTC", resting.Sentence, StringComparison.Ordinal);
        Assert.Null(Ask(profile, Trade(30, 0.01m)));
    }

    [Fact]
    public void Stops_in_a_row_within_some_hours_let_entries_rest_and_losses_by_signal_do_not_count()
    {
        var profile = Some.AllIn with { StopGuardLosses = 2, StopGuardHours = 2 };
        Assert.Equal("stop-loss-guard", Ask(profile, Trade(10, -0.02m, byStop: true), Trade(60, -0.02m, byStop: true))!.Code);
        Assert.Null(Ask(profile, Trade(10, -0.02m, byStop: true), Trade(60, -0.02m)));
        Assert.Null(Ask(profile, Trade(10, -0.02m, byStop: true), Trade(200, -0.02m, byStop: true)));
    }

    [Fact]
    public void Trades_that_brought_too_little_let_entries_rest()
    {
        var profile = Some.AllIn with { LowProfit = 0, LowProfitTrades = 2, LowProfitHours = 1 };
        Assert.Equal("low-profit", Ask(profile, Trade(10, -0.03m), Trade(20, 0.01m))!.Code);
        Assert.Null(Ask(profile, Trade(10, -0.03m), Trade(20, 0.05m)));
    }

    [Fact]
    public void Nothing_that_rests_keeps_anybody_from_selling()
    {
        var profile = Some.AllIn with { CoolDownMinutes = 30, StopGuardLosses = 1, LowProfit = 1, LowProfitTrades = 1 };
        var held = Flat with { Quantity = Some.Quantity(1), Closed = [Trade(1, -0.5m, byStop: true)] };
        Assert.Null(RiskGate.Check(new TradeRequest(Some.Market, Side.Sell, TradePurpose.Exit, Some.Price(100), Late: false), held, profile, Some.Rules).Refused);
    }

    [Fact]
    public void Kellys_formula_is_not_asked_before_it_knows_enough_trades()
    {
        var few = Enumerable.Range(0, EntrySize.LeastTradesForKelly - 1).Select(i => Trade(i, 0.5m)).ToList();
        Assert.Equal(0.05m, EntrySize.Kelly(few, Some.AllIn));
        Assert.Equal(Some.AllIn.KellyCap, EntrySize.Kelly([.. few, Trade(100, 0.5m)], Some.AllIn));
    }

    private static ClosedTrade Trade(int minutesAgo, decimal profit, bool byStop = false) => new(Some.Noon.AddMinutes(-minutesAgo), profit, byStop);

    /// <summary>Trades newest first.</summary>
    private static RiskRefusal? Ask(RiskProfile profile, params ClosedTrade[] closed) => RiskGate.Check(Buy, Flat with { Closed = closed }, profile, Some.Rules).Refused;
}
