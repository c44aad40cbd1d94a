using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Feeds;

public sealed class QuarantineTests
{
    private readonly ManualTime _time = new();
    private readonly Quarantine _quarantine;

    public QuarantineTests() => _quarantine = new Quarantine(_time);

    [Fact]
    public void A_lie_holds_a_market_for_a_minute()
    {
        Assert.True(_quarantine.Put(Some.Market, "the price is 0"));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(_quarantine.Holds(Some.Market));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_quarantine.Holds(Some.Market));
        Assert.Equal("the price is 0", Assert.Single(_quarantine.Release()).Reason);
    }

    [Fact]
    public void A_further_lie_holds_it_longer_and_is_no_news()
    {
        _quarantine.Put(Some.Market, "the price is 0");
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.False(_quarantine.Put(Some.Market, "the price is 0"));
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.True(_quarantine.Holds(Some.Market));
        Assert.Empty(_quarantine.Release());
    }

    [Fact]
    public void A_release_is_told_once()
    {
        _quarantine.Put(Some.Market, "the price is 0");
        _time.Advance(Quarantine.Term);
        Assert.Single(_quarantine.Release());
        Assert.Empty(_quarantine.Release());
    }
}
