using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Feeds;

/// <summary>An exchange's clock against ours, whichever clock ours is.</summary>
public sealed class MeasuredClockTests
{
    private static readonly long Now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    [Fact]
    public void An_exchange_two_seconds_ahead_is_two_seconds_ahead()
    {
        var clock = MeasuredClock.Of(new BridgeClock(Now + 2_050, Now, Now + 100), TimeProvider.System)!;
        Assert.Equal((2.0, 100.0), (Math.Round(clock.Skew.TotalSeconds, 2), clock.RoundTrip.TotalMilliseconds));
    }

    [Fact]
    public void A_desk_whose_time_was_moved_with_the_exchanges_sees_no_difference()
    {
        var moved = new ShiftedTime();
        moved.Advance(TimeSpan.FromMinutes(5));
        var clock = MeasuredClock.Of(new BridgeClock(Now + 300_000, Now, Now), moved)!;
        Assert.Equal(0, clock.Skew.TotalSeconds, 1);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4_001)]
    public void A_look_that_went_backwards_or_took_too_long_says_nothing(long roundTrip) =>
        Assert.Null(MeasuredClock.Of(new BridgeClock(Now, Now, Now + roundTrip), TimeProvider.System));
}
