using CryptoDashboard.SignIn;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.SignIn;

public sealed class FirstRunTokenTests
{
    private readonly ManualTime _time = new();
    private readonly FirstRunToken _token;

    public FirstRunTokenTests() => _token = new FirstRunToken(_time);

    private string Secret => _token.Link("http://localhost:3000/")["http://localhost:3000/set-up?token=".Length..];

    [Fact]
    public void It_has_256_bits_and_no_other_is_like_it()
    {
        Assert.Equal(32, Convert.FromHexString(Secret).Length);
        Assert.False(new FirstRunToken(_time).Fits(Secret));
    }

    [Fact]
    public void It_works_once_unless_given_back()
    {
        Assert.True(_token.Use(Secret));
        Assert.False(_token.Fits(Secret));
        Assert.False(_token.Use(Secret));

        _token.GiveBack();

        Assert.True(_token.Use(Secret));
    }

    [Fact]
    public void It_expires_after_an_hour()
    {
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(_token.Fits(Secret));

        _time.Advance(TimeSpan.FromTicks(1));

        Assert.True(_token.HasExpired);
        Assert.False(_token.Use(Secret));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    public void Nothing_else_fits(string? given)
    {
        Assert.False(_token.Fits(given));
        Assert.False(_token.Fits(Secret[..^1]));
        Assert.False(_token.Fits(Secret + "0"));
    }
}
