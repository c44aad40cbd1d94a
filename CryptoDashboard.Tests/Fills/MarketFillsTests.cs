using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Tests.Fills;

/// <summary>What is assumed of a market: its own where enough is known, else its exchange's, else a cautious guess.</summary>
public sealed class MarketFillsTests
{
    private static readonly MarketId Bitcoin = MarketId.Parse("binance:BTC/USDT");
    private static readonly DateTimeOffset Night = new(2026, 3, 2, 0, 5, 0, TimeSpan.Zero);

    [Fact]
    public void With_nothing_learnt_all_of_it_is_a_cautious_guess()
    {
        var fills = MarketFills.Of(Bitcoin, []);

        Assert.True(fills.IsGuess());
        Assert.Null(fills.LearntAt);
        Assert.Equal((0.001m, 0.0005m, 500.0, 0.7), Parts(fills.At(FillLevel.Likely)));
    }

    [Fact]
    public void A_market_s_own_count_from_enough_samples_on()
    {
        var one = Lesson("BTC/USDT", (FillPart.Latency, new LearntRange(40, 60, 90, FillDefaults.EnoughOrders - 1)));
        var more = Lesson("BTC/USDT", (FillPart.Latency, new LearntRange(40, 60, 90, FillDefaults.EnoughOrders)));

        Assert.Equal((FillBasis.Default, 19L), (MarketFills.Of(Bitcoin, [one])[FillPart.Latency].Basis, MarketFills.Of(Bitcoin, [one])[FillPart.Latency].Samples));
        Assert.Equal((FillBasis.Market, 60.0), (MarketFills.Of(Bitcoin, [more])[FillPart.Latency].Basis, MarketFills.Of(Bitcoin, [more]).At(FillLevel.Likely).LatencyMs));
    }

    [Fact]
    public void An_exchange_speaks_for_a_market_of_which_too_little_is_known()
    {
        var whole = Lesson("", (FillPart.Latency, new LearntRange(80, 120, 300, 200, Markets: 1)), (FillPart.Spread, new LearntRange(0.0001, 0.0002, 0.0004, 5_000, Markets: 3)));

        var fills = MarketFills.Of(Bitcoin, [whole]);

        Assert.Equal((FillBasis.Exchange, FillBasis.Exchange, FillBasis.Default), (fills[FillPart.Latency].Basis, fills[FillPart.Spread].Basis, fills[FillPart.Slippage].Basis));
        Assert.Equal(Night, fills.LearntAt);
    }

    [Fact]
    public void The_spread_of_one_large_coin_never_speaks_for_a_small_one()
    {
        var whole = Lesson("", (FillPart.Spread, new LearntRange(0.00001, 0.00001, 0.00002, 50_000, Markets: 1)));

        Assert.Equal(FillBasis.Default, MarketFills.Of(MarketId.Parse("binance:SMALL/USDT"), [whole])[FillPart.Spread].Basis);
    }

    [Fact]
    public void Another_exchange_says_nothing() =>
        Assert.True(MarketFills.Of(MarketId.Parse("kraken:BTC/USDT"), [Lesson("", (FillPart.Latency, new LearntRange(80, 120, 300, 200)))]).IsGuess());

    [Fact]
    public void Nonsense_is_bounded_and_luck_is_not_counted_on()
    {
        var mad = Lesson(
            "BTC/USDT",
            (FillPart.Spread, new LearntRange(0.0001, 0.5, 9, 1_000)),
            (FillPart.Slippage, new LearntRange(-0.02, -0.001, 0.4, 50)),
            (FillPart.Latency, new LearntRange(0, 1, 9e9, 50)),
            (FillPart.Chance, new LearntRange(1, 0.01, 0, 50)));

        var (kind, dear) = (MarketFills.Of(Bitcoin, [mad]).At(FillLevel.Optimistic), MarketFills.Of(Bitcoin, [mad]).At(FillLevel.Cautious));

        Assert.Equal((0.0001m, 0m, 1.0, 1.0), Parts(kind));
        Assert.Equal((0.05m, 0.02m, 30_000.0, 0.05), Parts(dear));
        Assert.Empty(kind.Faults().Concat(dear.Faults()));
    }

    [Fact]
    public void Each_figure_says_in_words_what_it_rests_on()
    {
        var fills = MarketFills.Of(Bitcoin, [Lesson("BTC/USDT", (FillPart.Spread, new LearntRange(0.0001, 0.0002, 0.0003, 600)), (FillPart.Slippage, new LearntRange(0, 0, 0.001, 3)))]);

        Assert.Equal("600 minutes here", FillWords.Basis(fills[FillPart.Spread], "binance"));
        Assert.Equal("cautious guess until there are 20 orders that took; 3 so far", FillWords.Basis(fills[FillPart.Slippage], "binance"));
    }

    private static (decimal, decimal, double, double) Parts(FillAssumptions fills) => (fills.Spread, fills.Slippage, fills.LatencyMs, fills.FillChance);

    private static FillLesson Lesson(string symbol, params (FillPart Part, LearntRange Range)[] ranges) =>
        new() { LearntAt = Night, Exchange = "binance", Symbol = symbol, Ranges = ranges.ToDictionary(r => r.Part, r => r.Range) };
}
