using System.Runtime.CompilerServices;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Tests.Strategies;

public sealed class SignalTests
{
    [Fact]
    public void A_signal_stays_small_enough_to_be_handed_around_by_the_million() => Assert.Equal(16, Unsafe.SizeOf<Signal>());

    [Fact]
    public void A_signal_is_for_all_of_it_and_adds_nothing_unless_it_says_so()
    {
        var signal = Signal.Of(SignalAction.Buy, 0.7);

        Assert.Equal((1f, false), (signal.Size, signal.Adds));
    }
}
