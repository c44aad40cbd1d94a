using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Feeds;

public sealed class CandleLineTests
{
    private static readonly long Start = Some.Noon.ToUnixTimeMilliseconds();

    private readonly List<Candle> _out = [];
    private readonly CandleLine _line = new(Start);

    private IEnumerable<long> Minutes => _out.Select(c => (c.OpenMs - Start) / 60_000);

    [Fact]
    public void The_next_candle_goes_out_at_once()
    {
        Assert.False(_line.Take(At(1), _out));
        Assert.Equal([1], Minutes);
    }

    [Fact]
    public void A_candle_that_was_announced_before_is_not_announced_again()
    {
        _line.Take(At(1), _out);
        _line.Take(At(1), _out);
        _line.Take(At(0), _out);
        Assert.Equal([1], Minutes);
    }

    [Fact]
    public void A_candle_behind_a_hole_waits_until_the_hole_is_filled()
    {
        Assert.True(_line.Take(At(3), _out));
        Assert.Empty(_out);
        Assert.Equal(0, _line.Fill([At(1), At(2)], At(3).OpenMs, _out));
        Assert.Equal([1, 2, 3], Minutes);
    }

    [Fact]
    public void Candles_that_come_out_of_order_go_out_in_order()
    {
        _line.Take(At(3), _out);
        _line.Take(At(2), _out);
        _line.Take(At(1), _out);
        Assert.Equal([1, 2, 3], Minutes);
    }

    [Fact]
    public void What_the_exchange_itself_does_not_have_is_passed_over_and_counted()
    {
        _line.Take(At(5), _out);
        Assert.Equal(3, _line.Fill([At(2)], At(5).OpenMs, _out));
        Assert.Equal([2, 5], Minutes);
    }

    [Fact]
    public void An_answer_never_brings_back_what_is_past()
    {
        _line.Take(At(1), _out);
        _line.Fill([At(0), At(1), At(2)], At(3).OpenMs, _out);
        Assert.Equal([1, 2], Minutes);
    }

    [Fact]
    public void What_the_stream_told_goes_before_what_was_asked_for()
    {
        _line.Take(At(2) with { Close = 7 }, _out);
        _line.Fill([At(1), At(2)], At(3).OpenMs, _out);
        Assert.Equal(7, _out[^1].Close);
    }

    [Fact]
    public void Giving_up_lets_out_what_waits_and_tells_how_much_is_missing()
    {
        _line.Take(At(4), _out);
        Assert.Equal(3, _line.GiveUp(_out));
        Assert.Equal([4], Minutes);
        Assert.False(_line.IsWaiting);
    }

    [Fact]
    public void A_line_without_a_past_begins_with_the_first_candle()
    {
        var line = new CandleLine(null);
        line.Take(At(9), _out);
        Assert.Equal([9], Minutes);
    }

    [Fact]
    public void However_candles_arrive_each_goes_out_once_and_in_order()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var line = new CandleLine(Start);
            var got = new List<Candle>();
            for (var i = 0; i < 60; i++)
            {
                if (random.Next(4) > 0)
                {
                    line.Take(At(random.Next(1, 40)), got);
                    continue;
                }
                var until = At(random.Next(1, 40)).OpenMs;
                var next = line.NextMs!.Value;
                line.Fill([.. Enumerable.Range(1, 40).Select(At).Where(c => c.OpenMs >= next && c.OpenMs < until)], until, got);
            }
            line.GiveUp(got);
            Assert.Equal(got.Select(c => c.OpenMs).Distinct().Order(), got.Select(c => c.OpenMs));
        }
    }

    private static Candle At(int minute) => new(Start + (minute * 60_000L), 1, 1, 1, 1, 1);
}
