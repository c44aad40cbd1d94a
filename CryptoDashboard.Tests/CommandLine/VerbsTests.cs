using CryptoDashboard.CommandLine;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Tests.CommandLine;

/// <summary>Whatever is said by mistake does nothing, and is answered with what was meant.</summary>
public sealed class VerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verbs-").FullName;

    public static TheoryData<string> WithOptions => ["import", "candles", "parity", "migrate", "kill", "drill", "rotate-key", "doctor", "bench"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(WithOptions))]
    public async Task Help_of_a_verb_does_nothing_but_help(string verb)
    {
        Assert.Equal(0, await Verbs.Run([verb, "--help", "--data", _folder]));
        Assert.Equal(0, await Verbs.Run(["help", verb]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Theory]
    [MemberData(nameof(WithOptions))]
    public async Task An_option_that_a_verb_does_not_know_is_refused_before_anything_is_done(string verb)
    {
        Assert.Equal(2, await Verbs.Run([verb, "--nonsense", "5", "--data", _folder]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task The_kill_switch_is_not_pressed_by_a_mistyped_release()
    {
        var refused = await Assert.ThrowsAsync<UsageException>(() => KillVerb.Run(["--relese=yes", "--data", _folder], Cancel));

        Assert.Contains("Did you mean --release?", refused.Message, StringComparison.Ordinal);
        Assert.Null(new KillSwitch(_folder).Read());
    }

    [Fact]
    public void The_next_option_is_not_the_value_of_the_one_before()
    {
        var refused = Assert.Throws<UsageException>(() => ParityVerb.Usage.Read(["--bot", "--json"]));
        Assert.Equal("--bot needs a value.", refused.Message);
    }

    [Fact]
    public void Options_are_known_however_they_are_written()
    {
        var words = DoctorVerb.Usage.Read(["--JSON", "--Offline", "--Data=here"]);
        Assert.True(words.Has("json") && words.Has("offline"));
        Assert.Equal("here", words.Find("data"));
    }

    [Theory]
    [InlineData("bactest", "backtest")]
    [InlineData("optimize", "optimise")]
    [InlineData("imports", "import")]
    [InlineData("quux", null)]
    public void A_mistyped_verb_is_answered_with_the_nearest(string typed, string? meant) =>
        Assert.Equal(meant, Words.Nearest(typed, ["run", "import", "candles", "backtest", "parity", "optimise", "check", "kill"]));

    [Fact]
    public async Task A_parity_without_its_bot_says_how_it_is_said()
    {
        var refused = await Assert.ThrowsAsync<UsageException>(() => ParityVerb.Run(["--day", "2026-01-02"], Cancel));
        Assert.Contains("for example --bot 3", refused.Message, StringComparison.Ordinal);
    }
}
