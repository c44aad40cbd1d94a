using CryptoDashboard.Core.Risk;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Risk;

/// <summary>The flag that stops everything, in doubt on.</summary>
public sealed class KillSwitchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kill-switch").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_on_after_it_was_pressed_and_off_after_it_was_released()
    {
        var order = new KillOrder(Some.Noon, "ada", "A test.", Flatten: true);
        new KillSwitch(_folder).Press(order);
        Assert.Equal(order, new KillSwitch(_folder).Read());

        new KillSwitch(_folder).Release();
        Assert.Null(new KillSwitch(_folder).Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"at\":")]
    [InlineData("[]")]
    public void A_file_that_does_not_say_what_was_ordered_counts_as_pressed_and_sells_nothing(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "kill-switch.json"), text);
        Assert.False(new KillSwitch(_folder).Read()!.Flatten);
    }
}
