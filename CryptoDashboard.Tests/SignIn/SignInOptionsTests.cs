using CryptoDashboard.SignIn;
using Microsoft.Extensions.Configuration;

namespace CryptoDashboard.Tests.SignIn;

public sealed class SignInOptionsTests
{
    [Theory]
    [InlineData("30", "7", null)]
    [InlineData("0.05", "90", null)]
    [InlineData("0", "7", "Access:IdleMinutes is 0;")]
    [InlineData("1441", "7", "Access:IdleMinutes is 1441;")]
    [InlineData("NaN", "7", "Access:IdleMinutes is NaN;")]
    [InlineData("30", "0", "Access:SessionDays is 0;")]
    [InlineData("30", "91", "Access:SessionDays is 91;")]
    [InlineData("half an hour", "7", "Access:IdleMinutes is 'half an hour'")]
    [InlineData("30", "a week", "Access:SessionDays is 'a week'")]
    public void A_setting_out_of_range_is_told_with_its_value(string idle, string days, string? says)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Access:IdleMinutes", idle), new("Access:SessionDays", days)]).Build();

        var faults = SignInOptions.Faults(settings.GetSection("Access")).ToList();

        if (says is null)
            Assert.Empty(faults);
        else
            Assert.Contains(says, Assert.Single(faults), StringComparison.Ordinal);
    }
}
