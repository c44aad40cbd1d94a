using CryptoDashboard.Core.Backtesting.Parity;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting.Parity;

/// <summary>A day that was lived as a backtest would has no difference; one thing changed in it is one difference, with its cause.</summary>
public sealed class DayParityTests
{
    [Fact]
    public void A_day_that_was_lived_as_a_backtest_lives_it_has_no_difference()
    {
        var report = Life.Compared(Life.Perfect());

        Assert.Empty(report.Differences);
        Assert.Equal((1440, 1), (report.Candles, report.Stretches));
        Assert.True(report.Fills > 10, "the day must be traded, or this test shows nothing");
        Assert.Equal(report.Lived, report.Tried);
        Assert.All(report.Trades, trade => Assert.Equal(0, trade.Gap));
        // Dust that a closed trade leaves belongs to no trade any more.
        Assert.InRange(report.Lived - report.Trades.Sum(t => t.Lived!.Value), -0.1m, 0.1m);
    }

    [Fact]
    public void It_goes_on_from_a_position_with_its_stops_as_they_stood_when_the_day_began()
    {
        var lived = Life.Perfect(Some.AllIn with { TradeShare = 0.5m, Stops = new StopPlan { Trailing = 0.02m, StopLoss = 0.03m } });
        Assert.Contains(lived.Trades, t => t.OpenedAt < lived.From && !(t.ClosedAt < lived.From));

        var report = Life.Compared(lived);

        Assert.Empty(report.Differences);
        Assert.Equal(report.Lived, report.Tried);
    }

    [Fact]
    public void A_late_candle_that_opened_nothing_is_named_with_what_it_cost()
    {
        var lived = Life.Perfect().UpToLastExit().WithoutLastTrade(s => s with { Late = true, Fate = SignalFate.Refused, RefusalCode = "late-entry", FateReason = "The candle came too late.", OrderId = null });

        var (report, difference) = Only(lived, ParityKind.Order, ParityCause.LateCandle);

        Assert.Equal("BUY, late", difference.Lived);
        Assert.InRange(report.Gap - difference.Gap, -0.1m, 0.1m);
        Assert.Contains(report.Trades, t => t.Lived is null && t.Signal == difference.Gap);
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("against-the-others")]
    [InlineData("desk-limit")]
    public void A_refusal_that_rests_on_more_than_the_bot_is_named_by_its_limit(string code)
    {
        var lived = Life.Perfect().UpToLastExit().WithoutLastTrade(s => s with { Fate = SignalFate.Refused, RefusalCode = code, FateReason = "Why not.", OrderId = null });

        var (_, difference) = Only(lived, ParityKind.Order, ParityCause.Refusal);

        Assert.Contains(code, difference.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_by_a_limit_of_the_bots_own_that_a_backtest_does_not_share_is_unexplained()
    {
        var lived = Life.Perfect().UpToLastExit().WithoutLastTrade(s => s with { Fate = SignalFate.Refused, RefusalCode = "exposure-limit", FateReason = "Too much.", OrderId = null });

        Only(lived, ParityKind.Order, ParityCause.Unexplained);
    }

    [Fact]
    public void Another_fill_price_is_slippage_and_the_gap_is_what_it_cost()
    {
        var lived = Life.Perfect().UpToLastExit();
        var exit = lived.LastTrade().Exit;
        var before = lived.Fills.Single(f => f.OrderId == exit);
        var worse = before.Price.Value * 0.999m;

        var (report, difference) = Only(lived.WithFill(exit, f => f with { Price = new(worse), Fee = worse * f.Quantity.Value * 0.001m, FeeValue = worse * f.Quantity.Value * 0.001m }), ParityKind.Fill, ParityCause.Slippage);

        Assert.Equal(-before.Quantity.Value * before.Price.Value * 0.001m, difference.Gap, 6);
        Assert.Contains("0.100% worse", difference.Sentence, StringComparison.Ordinal);
        Assert.Equal(difference.Gap, report.Trades.Sum(t => t.Slippage));
    }

    [Fact]
    public void After_a_worse_entry_the_rest_of_the_day_is_compared_from_what_was_really_held()
    {
        var lived = Life.Perfect(Some.AllIn with { Sizing = Core.Risk.SizingKind.FixedAmount, FixedSpend = 1_000 });
        var first = lived.Orders.First(o => o.Side == Side.Sell && o.PlacedAt >= lived.From.AddHours(1)).Id;

        var (report, _) = Only(lived.WithFill(first, f => f with { Price = new(f.Price.Value * 0.9995m), Fee = f.Fee * 0.9995m, FeeValue = f.FeeValue * 0.9995m }), ParityKind.Fill, ParityCause.Slippage);

        Assert.Equal((1440, 2), (report.Candles, report.Stretches));
    }

    [Fact]
    public void Another_fee_is_a_difference_of_its_own()
    {
        var lived = Life.Perfect().UpToLastExit();
        var exit = lived.LastTrade().Exit;

        var (report, difference) = Only(lived.WithFill(exit, f => f with { Fee = f.Fee * 2, FeeValue = f.FeeValue * 2 }), ParityKind.Fill, ParityCause.Fee);

        Assert.Equal(-lived.Fills.Single(f => f.OrderId == exit).Fee, difference.Gap, 6);
        Assert.Equal(difference.Gap, report.Trades.Sum(t => t.Fee));
    }

    [Fact]
    public void A_fill_that_came_a_candle_later_is_latency()
    {
        var lived = Life.Perfect().UpToLastExit();
        var (_, exit) = lived.LastTrade();

        var sold = lived.Fills.Single(f => f.OrderId == exit);
        var later = sold with { At = sold.At.AddMinutes(1).AddSeconds(2), Price = new(sold.Price.Value - 5) };
        later = later with { Fee = later.Value * 0.001m, FeeValue = later.Value * 0.001m };
        lived = lived.WithFill(exit, _ => later) with { Trades = [.. lived.Trades.Select(t => t.ClosedAt == sold.At ? t with { ClosedAt = later.At } : t)] };

        var (report, difference) = Only(lived, ParityKind.Fill, ParityCause.Latency);

        Assert.Equal(GapPart.Timing, difference.Part);
        Assert.True(difference.Gap < 0 && report.Trades.Sum(t => t.Timing) == difference.Gap);
    }

    [Fact]
    public void An_order_that_the_exchange_turned_down_is_a_missed_fill_with_its_words()
    {
        var lived = Life.Perfect().UpToLastExit();
        var entry = lived.Orders.Single(o => o.Id == lived.LastTrade().Entry);
        var rejected = entry.AsSent().After(new OrderEvent.Rejected(entry.PlacedAt, "Not today."));

        var (_, difference) = Only(lived.WithoutLastTrade(s => s, rejected), ParityKind.Fill, ParityCause.MissedFill);

        Assert.Contains("Not today.", difference.Sentence, StringComparison.Ordinal);
        Assert.Equal(GapPart.Missed, difference.Part);
    }

    [Fact]
    public void An_order_that_was_filled_in_part_is_told_with_its_share()
    {
        var lived = Life.Perfect().UpToLastExit();
        var (_, exit) = lived.LastTrade();
        var order = lived.Orders.Single(o => o.Id == exit);
        var half = lived.Fills.Single(f => f.OrderId == exit) with { Quantity = new(Math.Round(order.Quantity.Value / 2, 5)) };
        half = half with { Fee = half.Value * 0.001m, FeeValue = half.Value * 0.001m };
        var partly = order.AsSent().After(new OrderEvent.FilledPartly(half.At, half)).After(new OrderEvent.Cancelled(half.At, "The rest was withdrawn."));
        lived = lived with { Orders = [.. lived.Orders.Select(o => o.Id == exit ? partly : o)], Fills = [.. lived.Fills.Select(f => f.OrderId == exit ? half : f)] };

        var (_, difference) = Only(lived, ParityKind.Fill, ParityCause.PartialFill);

        Assert.Contains("The rest was withdrawn.", difference.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_candle_that_was_corrected_after_it_was_handled_is_named()
    {
        var (_, difference) = Only(Life.Perfect().WithSignal(Quiet(), s => s with { Close = s.Close + 3 }), ParityKind.Candle, ParityCause.CandleChanged);

        Assert.Equal(1, difference.Candles);
    }

    [Fact]
    public void A_candle_that_changed_while_another_source_took_over_is_the_switch()
    {
        var lived = Life.Perfect().WithSignal(Quiet(), s => s with { Close = s.Close + 3 });

        Only(lived with { Events = [Life.Told("feed-switched", Quiet(), "BTC/USDT now from kraken.", EventTopic.Feeds)] }, ParityKind.Candle, ParityCause.SourceSwitch);
    }

    [Fact]
    public void Candles_that_were_not_there_in_their_time_are_one_difference()
    {
        var lived = Life.Perfect().WithSignal(Quiet(), _ => null).WithSignal(Quiet().AddMinutes(1), _ => null);

        var (_, difference) = Only(lived, ParityKind.Candle, ParityCause.CandleMissing);

        Assert.Equal(2, difference.Candles);
    }

    [Fact]
    public void Candles_of_a_time_in_which_the_bot_was_stopped_are_one_difference_that_says_by_what()
    {
        var from = Quiet();
        var lived = Life.Perfect() with { Events = [Life.Told("bot-stopped", from, "Some bot stopped.")] };
        for (var i = 0; i < 3; i++)
            lived = lived.WithSignal(from.AddMinutes(i), _ => null);

        var (_, difference) = Only(lived, ParityKind.Candle, ParityCause.Stopped);

        Assert.Equal(3, difference.Candles);
        Assert.Contains("Some bot stopped.", difference.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, ParityCause.Unexplained)]
    [InlineData("bot-started", ParityCause.Restart)]
    [InlineData("bot-edited", ParityCause.SettingsChanged)]
    public void Another_signal_from_the_same_candles_is_unexplained_unless_a_start_or_a_change_came_before(string? told, ParityCause cause)
    {
        var lived = Life.Perfect().WithSignal(Quiet(), s => s with { Action = SignalAction.Sell, Fate = SignalFate.NothingToDo });

        var (report, difference) = Only(lived with { Events = told is null ? [] : [Life.Told(told, Quiet().AddMinutes(-10))] }, ParityKind.Signal, cause);

        Assert.Equal(told is null ? 1 : 0, report.Unexplained);
        Assert.StartsWith("It said SELL, the backtest says HOLD.", difference.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_signal_after_a_candle_that_changed_has_that_for_its_cause()
    {
        var lived = Life.Perfect().WithSignal(Quiet(), s => s with { Close = s.Close + 3 }).WithSignal(Quiet().AddMinutes(5), s => s with { Action = SignalAction.Sell, Fate = SignalFate.NothingToDo });

        var report = Life.Compared(lived);

        Assert.Equal([(ParityKind.Candle, ParityCause.CandleChanged), (ParityKind.Signal, ParityCause.CandleChanged)], report.Differences.Select(d => (d.Kind, d.Cause)));
    }

    [Fact]
    public void A_sale_by_hand_is_one()
    {
        var lived = Life.Perfect().UpToLastExit();
        var (_, exit) = lived.LastTrade();
        var sold = lived.Fills.Single(f => f.OrderId == exit);
        var at = lived.Orders.Single(o => o.Id == exit).PlacedAt.AddMinutes(-2).AddSeconds(20);
        var order = Order.From(Some.Approved(Side.Sell, held: sold.Quantity.Value, price: sold.Price.Value), ClientOrderId.Of(1, 77), 1, at, at, "Sold by hand.");
        var fill = sold with { OrderId = order.Id, At = at.AddSeconds(1) };
        order = order.After(new OrderEvent.Sent(at)).After(new OrderEvent.FilledWholly(fill.At, fill));
        lived = lived with
        {
            Signals = [.. lived.Signals.Select(s => s.OrderId == exit ? s with { Fate = SignalFate.NothingToDo, OrderId = null } : s)],
            Orders = [.. lived.Orders.Where(o => o.Id != exit), order],
            Fills = [.. lived.Fills.Where(f => f.OrderId != exit), fill],
            Trades = [.. lived.Trades.Select(t => t.ClosedAt == sold.At ? t with { ClosedAt = fill.At } : t)],
        };

        var (_, difference) = Only(lived, ParityKind.Fill, ParityCause.ByHand);

        Assert.Contains("Sold by hand.", difference.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_position_that_was_left_without_its_stop_is_an_alarm()
    {
        var lived = Life.Perfect(Some.AllIn with { TradeShare = 0.5m, Stops = new StopPlan { StopLoss = 0.2m } });
        var entry = lived.Fills.Last(f => f.Side == Side.Buy);
        lived = lived with { Orders = [.. lived.Orders.Where(o => !(o.IsProtective && o.PlacedAt >= entry.At))] };

        var report = Life.Compared(lived);

        Assert.Contains(report.Differences, d => d is { Kind: ParityKind.Order, Cause: ParityCause.Unexplained } && d.Sentence.Contains("without its stop", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bot_that_began_in_the_middle_of_the_day_is_compared_from_there_and_that_is_said()
    {
        var lived = Life.Perfect();
        var report = Life.Compared(lived with { Signals = [.. lived.Signals.Where(s => s.OpenTime >= lived.From.AddHours(9))] });

        Assert.Empty(report.Differences);
        Assert.Equal(900, report.Candles);
        Assert.Contains("It ran from 09:00 UTC on.", report.Notes);
    }

    [Fact]
    public void Settings_of_the_time_are_used_where_they_are_known()
    {
        var lived = Life.Perfect();
        var then = Core.Bots.BotSettings.From(lived.Bot, lived.Bot.CreatedAt);
        var other = lived.Bot with { Parameters = """{"length":9,"lower":20,"upper":80}""" };

        var known = Life.Compared(lived with { Bot = other, Settings = [then, Core.Bots.BotSettings.From(other, lived.To.AddHours(2))] });
        var unknown = Life.Compared(lived with { Bot = lived.Bot, Events = [Life.Told("bot-edited", lived.To.AddHours(2))] });

        Assert.Empty(known.Differences);
        Assert.Empty(known.Notes);
        Assert.Contains(unknown.Notes, n => n.Contains("settings were changed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_on_which_it_did_not_run_says_so()
    {
        var report = Life.Compared(Life.Perfect() with { Signals = [] });

        Assert.Equal("The bot handled no candle on this day.", report.Sentence("USDT"));
    }

    /// <summary>The open of a candle in the middle of the day with HOLDs around it, while nothing is held or ordered.</summary>
    private static DateTimeOffset Quiet()
    {
        var lived = Life.Perfect();
        return lived.Signals.First(s => s.OpenTime >= lived.From.AddHours(8) && Enumerable.Range(-1, 8).All(i =>
            lived.Signals.Single(o => o.OpenTime == s.OpenTime.AddMinutes(i)).Action == SignalAction.Hold)).OpenTime;
    }

    private static (ParityReport Report, ParityDifference Difference) Only(LivedDay lived, ParityKind kind, ParityCause cause)
    {
        var report = Life.Compared(lived);
        var difference = Assert.Single(report.Differences);
        Assert.Equal((kind, cause), (difference.Kind, difference.Cause));
        return (report, difference);
    }
}
