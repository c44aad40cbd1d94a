using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.DeadMan;

public sealed class DeathWatchTests
{
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_desk_that_beats_is_well() => Assert.Equal(DeskState.Well, Judge(Beat(age: 29)));

    [Fact]
    public void A_process_that_gives_no_sign_is_silent() => Assert.Equal(DeskState.Silent, Judge(Beat(age: 30)));

    [Fact]
    public void A_process_that_ended_without_a_word_is_gone() => Assert.Equal(DeskState.Gone, Judge(Beat(age: 1), isThere: false));

    [Fact]
    public void One_that_said_goodbye_has_ended_in_order() => Assert.Equal(DeskState.Ended, Judge(Beat(age: 1), saidGoodbye: true, isThere: false));

    [Fact]
    public void One_whose_last_sign_says_that_it_ends_has_ended_in_order() => Assert.Equal(DeskState.Ended, Judge(Beat(age: 1) with { IsEnding = true }, isThere: false));

    [Fact]
    public void A_sign_of_another_desk_ends_the_watch() => Assert.Equal(DeskState.Replaced, Judge(Beat(age: 1) with { ProcessId = 8 }, isThere: false));

    [Fact]
    public void A_desk_that_has_not_beaten_yet_is_waited_for() => Assert.Equal(DeskState.Well, Judge(null));

    [Fact]
    public void A_wrong_address_is_refused_without_being_named()
    {
        var fault = Assert.Single(new DeadManOptions { AlarmAddress = "ftp://secret-token.example" }.Faults());

        Assert.DoesNotContain("secret-token", fault, StringComparison.Ordinal);
    }

    private static Heartbeat Beat(double age) => new(7, Some.Noon.AddHours(-1), Some.Noon.AddSeconds(-age), IsEnding: false, null, CancelsEntries: false, []);

    private static DeskState Judge(Heartbeat? beat, bool saidGoodbye = false, bool isThere = true) => DeathWatch.Judge(7, beat, saidGoodbye, isThere, Some.Noon, Silent);
}
