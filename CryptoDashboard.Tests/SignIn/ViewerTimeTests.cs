using CryptoDashboard.SignIn;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.SignIn;

public sealed class ViewerTimeTests
{
    private readonly ViewerTime _viewer = new();

    [Fact]
    public void Times_are_UTC_until_the_browser_tells_its_zone()
    {
        Assert.Equal("2026-01-02 12:00", _viewer.Minute(Some.Noon));

        Assert.True(_viewer.Use("Asia/Kolkata"));

        Assert.Equal("2026-01-02 17:30", _viewer.Minute(Some.Noon));
        Assert.Equal("17:30:00", _viewer.Second(Some.Noon));
        Assert.False(_viewer.Use("Asia/Kolkata"));
    }

    [Theory]
    [InlineData("Mars/Olympus_Mons")]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    public void A_zone_nobody_knows_changes_nothing(string zone)
    {
        Assert.False(_viewer.Use(zone));
        Assert.Equal("UTC", _viewer.ZoneName);
    }

    [Fact]
    public void The_day_begins_at_the_viewers_midnight_also_when_clocks_change()
    {
        Assert.True(_viewer.Use("Europe/Berlin"));

        var start = _viewer.StartOfDay(new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero), start);
    }
}
