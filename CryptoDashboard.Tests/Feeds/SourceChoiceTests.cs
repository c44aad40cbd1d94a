using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Feeds;

public sealed class SourceChoiceTests
{
    private readonly SourceChoice _choice = new(3, TimeSpan.FromMinutes(1));
    private DateTimeOffset _now = Some.Noon;

    [Fact]
    public void The_first_healthy_source_serves()
    {
        Look(false, true, true);
        Assert.Equal(1, _choice.Active);
    }

    [Fact]
    public void A_preferred_source_that_is_only_late_at_the_start_is_taken_as_soon_as_it_is_there()
    {
        Look(false, true, true);
        Assert.True(Look(true, true, true));
        Assert.Equal(0, _choice.Active);
    }

    [Fact]
    public void A_source_that_is_not_well_is_left_at_once()
    {
        Look(true, true, true);
        Assert.True(Look(false, true, true));
        Assert.Equal(1, _choice.Active);
    }

    [Fact]
    public void The_preferred_source_is_gone_back_to_only_after_a_minute_of_health()
    {
        Look(true, true, true);
        Look(false, true, true);
        Look(true, true, true);
        _now += TimeSpan.FromSeconds(59);
        Assert.False(Look(true, true, true));
        _now += TimeSpan.FromSeconds(1);
        Assert.True(Look(true, true, true));
        Assert.Equal(0, _choice.Active);
    }

    [Fact]
    public void A_relapse_of_the_preferred_source_starts_its_minute_anew()
    {
        Look(true, true, true);
        Look(false, true, true);
        Look(true, true, true);
        _now += TimeSpan.FromSeconds(50);
        Look(false, true, true);
        Look(true, true, true);
        _now += TimeSpan.FromSeconds(50);
        Assert.False(Look(true, true, true));
    }

    [Fact]
    public void When_none_is_well_the_last_one_stays()
    {
        Look(true, true, true);
        Assert.False(Look(false, false, false));
        Assert.Equal(0, _choice.Active);
    }

    [Fact]
    public void Before_any_source_was_well_none_serves()
    {
        Assert.False(Look(false, false, false));
        Assert.Equal(-1, _choice.Active);
    }

    private bool Look(params bool[] isWell) => _choice.Look(isWell, _now);
}
