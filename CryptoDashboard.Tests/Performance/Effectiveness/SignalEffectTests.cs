using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Performance.Effectiveness;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Performance.Effectiveness;

public sealed class SignalEffectTests
{
    private const int Twelve = 3;

    [Fact]
    public void A_move_up_after_a_BUY_and_down_after_a_SELL_is_in_the_signals_favour()
    {
        var moves = new MarketMoves(Rising(60, perCandle: 1), Timeframe.M1);

        Assert.Equal([0.01, 0.03, 0.06, 0.12, 0.24, 0.48], moves.Of(Said(SignalAction.Buy, minute: 0), "x").Moves.Select(m => Math.Round(m!.Value, 9)));
        Assert.Equal(-0.01, moves.Of(Said(SignalAction.Sell, minute: 0), "x").Moves[0]!.Value, 9);
    }

    [Fact]
    public void What_has_not_happened_yet_is_not_judged()
    {
        var moves = new MarketMoves(Rising(10, perCandle: 1), Timeframe.M1).Of(Said(SignalAction.Buy, minute: 0), "x").Moves;

        Assert.Equal([true, true, true, false, false, false], moves.Select(m => m is not null));
    }

    [Fact]
    public void Where_nobody_traded_the_close_before_stands_but_never_the_signals_own()
    {
        var candles = Rising(10, perCandle: 1);
        candles.RemoveRange(1, 5);
        var moves = new MarketMoves(candles, Timeframe.M1).Of(Said(SignalAction.Buy, minute: 0), "x").Moves;

        Assert.Equal((null, null, true), (moves[0], moves[1], moves[2] is not null));
    }

    [Fact]
    public void In_a_steady_rise_a_BUY_has_expectancy_but_no_edge()
    {
        var candles = Builders.Candles.Simulated(2_000).Select((c, i) => c with { Close = 100 * Math.Pow(1.0001, i), Open = 100, High = 1e9, Low = 1 }).ToList();
        var moves = new MarketMoves(candles, Timeframe.M1);
        var effect = SignalEffect.Of("all", [.. Enumerable.Range(0, 50).Select(i => moves.Of(Said(SignalAction.Buy, candles[i * 20]), "x"))], Twelve);

        Assert.Equal((1.0, 0.0012), (effect.HitRate.Value, Math.Round(effect.Expectancy.Value!.Value, 4)));
        Assert.Equal(0, effect.Edge.Value!.Value, 9);
        Assert.Equal("may be chance", effect.Verdict);
    }

    [Fact]
    public void Signals_that_knew_something_are_better_than_chance_and_those_that_knew_its_opposite_worse()
    {
        var candles = Builders.Candles.Simulated(3_000);
        var moves = new MarketMoves(candles, Timeframe.M1);
        var before = Enumerable.Range(0, candles.Count - 60).Where(i => i % 5 == 0 && candles[i + 12].Close > candles[i].Close * 1.001).Select(i => candles[i]).ToList();

        Assert.Equal("better than chance", SignalEffect.Of("all", [.. before.Select(c => moves.Of(Said(SignalAction.Buy, c), "x"))], Twelve).Verdict);
        Assert.Equal("worse than chance", SignalEffect.Of("all", [.. before.Select(c => moves.Of(Said(SignalAction.Sell, c), "x"))], Twelve).Verdict);
    }

    [Fact]
    public void With_fewer_than_twenty_outcomes_there_is_a_sentence_and_no_figure()
    {
        var moves = new MarketMoves(Rising(100, perCandle: 0.1), Timeframe.M1);
        var effect = SignalEffect.Of("all", [.. Enumerable.Range(0, 19).Select(i => moves.Of(Said(SignalAction.Buy, i), "x"))], 0);

        Assert.Equal((null, "too few: 19 of 20"), (effect.HitRate.Value, effect.Verdict));
        Assert.Contains("19 of the 20", effect.Expectancy.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_range_of_a_hit_rate_is_Wilsons()
    {
        // 15 of 20: 0.5313 to 0.8881 (Wilson 1927, z = 1.96).
        var outcomes = Enumerable.Range(0, 20).Select(i => new SignalOutcome
        {
            Strategy = "x",
            Market = Some.Market,
            Timeframe = Timeframe.M1,
            At = Some.Noon,
            Action = SignalAction.Buy,
            Strength = 1,
            Fate = SignalFate.Ordered,
            Moves = [i < 15 ? 0.01 : -0.01, null, null, null, null, null],
            Drift = [0, 0, 0, 0, 0, 0],
        }).ToList();
        var (low, high) = SignalEffect.Of("all", outcomes, 0).HitRange;

        Assert.Equal((0.5313, 0.8881), (Math.Round(low, 4), Math.Round(high, 4)));
    }

    private static List<Candle> Rising(int count, double perCandle) =>
        [.. Enumerable.Range(0, count).Select(i => new Candle(Some.Noon.ToUnixTimeMilliseconds() + (i * 60_000L), 100, 1_000, 1, 100 + (i * perCandle), 1))];

    private static SignalRecord Said(SignalAction action, int minute) => Said(action, new Candle(Some.Noon.ToUnixTimeMilliseconds() + (minute * 60_000L), 100, 1_000, 1, 100, 1));

    private static SignalRecord Said(SignalAction action, Candle at) => new()
    {
        BotId = 1,
        OpenTime = at.OpenTime,
        Market = Some.Market,
        Timeframe = Timeframe.M1,
        Action = action,
        Confidence = 0.6,
        Strength = 1,
        Reason = "because",
        Indicators = "{}",
        Close = at.Close,
        Equity = 1,
        Late = false,
        Fate = SignalFate.Ordered,
    };
}
