using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Tests.Performance;

public sealed class ResamplingTests
{
    private static readonly decimal[] Profits = [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? -150m : 100m)];

    [Fact]
    public void The_dice_give_the_published_numbers_of_their_generators()
    {
        var seed = 1234567UL;
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [Dice.SplitMix(ref seed), Dice.SplitMix(ref seed), Dice.SplitMix(ref seed)]);

        var dice = new Dice(1, 2, 3, 4);
        Assert.Equal([11520UL, 0UL, 1509978240UL, 1215971899390074240UL], [dice.Next(), dice.Next(), dice.Next(), dice.Next()]);
    }

    [Fact]
    public void Each_number_falls_about_equally_often()
    {
        var dice = new Dice(1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[dice.Below(7)]++;

        // Chi-squared with six degrees of freedom: 22.5 is passed by chance once in a thousand seeds, and this one is fixed.
        Assert.True(counts.Sum(c => Math.Pow(c - 10_000, 2) / 10_000) < 22.5);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bands_and_another_one_others()
    {
        var first = TradeResampling.Of(10_000, Profits, ResamplingKind.Bootstrap, 500, 7)!;
        var again = TradeResampling.Of(10_000, Profits, ResamplingKind.Bootstrap, 500, 7)!;

        Assert.Equal(first.Fan, again.Fan);
        Assert.NotEqual(first.FinalEquity, TradeResampling.Of(10_000, Profits, ResamplingKind.Bootstrap, 500, 8)!.FinalEquity);
    }

    [Fact]
    public void Another_order_of_the_same_trades_ends_where_they_ended_but_falls_deeper_or_less()
    {
        var shuffled = TradeResampling.Of(10_000, Profits, ResamplingKind.Shuffle, 500, 7)!;

        Assert.Equal(11_000, shuffled.FinalEquity.P5, 6);
        Assert.Equal(11_000, shuffled.FinalEquity.P95, 6);
        Assert.True(shuffled.MaxDrawdown.P5 < shuffled.MaxDrawdown.P95);
    }

    [Fact]
    public void Drawing_with_putting_back_spreads_the_end_around_it()
    {
        var drawn = TradeResampling.Of(10_000, Profits, ResamplingKind.Bootstrap, 2_000, 7)!;

        Assert.InRange(11_000, drawn.FinalEquity.P25, drawn.FinalEquity.P75);
        Assert.Equal(10_000, drawn.Fan[0].P50, 9);
        Assert.Equal(drawn.FinalEquity, drawn.Fan[^1]);
        Assert.All(drawn.Fan, b => Assert.True(b.P5 <= b.P25 && b.P25 <= b.P50 && b.P50 <= b.P75 && b.P75 <= b.P95));
    }

    [Fact]
    public void Nine_trades_are_too_few_to_draw_from() => Assert.Null(TradeResampling.Of(10_000, Profits[..9], ResamplingKind.Shuffle));

    [Fact]
    public void Drawn_candles_are_real_ones_at_the_old_times_made_of_shapes_that_were_there()
    {
        var candles = Builders.Candles.Simulated(500);

        var drawn = CandleResampling.Draw([.. candles], 60, 5, 0);

        Assert.Equal(candles.Select(c => c.OpenMs), drawn.Select(c => c.OpenMs));
        Assert.All(drawn, c => Assert.Null(c.Fault()));
        var returns = candles.Zip(candles.Skip(1), (a, b) => Math.Round(Math.Log(b.Close / a.Close), 9)).ToHashSet();
        Assert.All(drawn.Zip(drawn.Skip(1)), pair => Assert.Contains(Math.Round(Math.Log(pair.Second.Close / pair.First.Close), 9), returns));
    }

    [Fact]
    public void Inside_a_block_candles_follow_one_another_as_they_did()
    {
        var candles = Builders.Candles.Simulated(300);

        var drawn = CandleResampling.Draw([.. candles], 50, 5, 3);

        var volumes = candles.ConvertAll(c => c.Volume);
        for (var block = 1; block + 50 < drawn.Length; block += 50)
        {
            var from = volumes.IndexOf(drawn[block].Volume);
            Assert.Equal(volumes.GetRange(from, 50), drawn.Skip(block).Take(50).Select(c => c.Volume));
        }
    }

    [Fact]
    public void Every_run_draws_another_history_and_the_same_run_the_same()
    {
        var candles = Builders.Candles.Simulated(200).ToArray();

        Assert.Equal(CandleResampling.Draw(candles, 20, 5, 1), CandleResampling.Draw(candles, 20, 5, 1));
        Assert.NotEqual(CandleResampling.Draw(candles, 20, 5, 1), CandleResampling.Draw(candles, 20, 5, 2));
    }
}
