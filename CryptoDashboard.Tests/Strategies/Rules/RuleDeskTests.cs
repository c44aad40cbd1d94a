using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.Rules;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Strategies.Rules;

public sealed class RuleDeskTests(Database database)
{
    private static readonly string First = RuleWriter.ToJson(RuleTemplates.All[0].Document);
    private static readonly string Second = First.Replace("30", "35", StringComparison.Ordinal);

    [Fact]
    public async Task Editing_makes_a_new_version_and_a_bot_keeps_its_own_over_a_restart_and_over_deletion()
    {
        var connection = await database.Make();
        int bot;
        await using (var desk = await Desk.Start(connection))
        {
            var rules = desk.Get<RuleDesk>();
            var set = await rules.Save(null, 0, First, "first", "ada", CancellationToken.None);
            bot = await desk.MakeBot(Some.Bot(parameters: "{}") with { Strategy = set.Strategy });
            await desk.Get<BotDesk>().Start(bot, CancellationToken.None);
            var next = await rules.Save(set.Id, 1, Second, "calmer", "ada", CancellationToken.None);
            var late = await Assert.ThrowsAsync<ArgumentException>(() => rules.Save(set.Id, 1, First, "too late", "bob", CancellationToken.None));
            Assert.Contains("another version", late.Message, StringComparison.Ordinal);
            Assert.Equal((RuleBook.NameOf(set.Id, 1), RuleBook.NameOf(set.Id, 2)), (set.Strategy, next.Strategy));
            Assert.False(await rules.Remove(next, CancellationToken.None));
            StrategyCatalogue.Rules.Remove(set.Id);
        }

        await using (var desk = await Desk.Start(connection))
        {
            var kept = (await desk.Get<IBotStore>().Load(bot, CancellationToken.None))!.Bot;
            Assert.Equal(BotStatus.Running, kept.Status);
            Assert.Contains("crosses up through 30", StrategyCatalogue.Get(kept.Strategy).Summary, StringComparison.Ordinal);
            Assert.IsType<RuleStrategy>(kept.MakeStrategy());
            var set = Assert.Single(await desk.Get<IRuleStore>().All(CancellationToken.None));
            Assert.NotNull(set.ArchivedAt);
            Assert.Equal(["calmer", "first"], (await desk.Get<IRuleStore>().Versions(set.Id, CancellationToken.None)).Select(v => v.Note));
            await desk.Get<BotDesk>().Stop(bot, CancellationToken.None);
            await desk.Get<BotDesk>().Delete(kept, CancellationToken.None);
            Assert.True(await desk.Get<RuleDesk>().Remove(set, CancellationToken.None));
            Assert.Empty(await desk.Get<IRuleStore>().All(CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_bot_whose_version_is_missing_halts_with_a_sentence_and_the_others_go_on()
    {
        var connection = await database.Make();
        var gone = RuleBook.NameOf(1_950_000_000, 7);
        StrategyCatalogue.Rules.Put(1_950_000_000, 7, RuleReader.Parse(First));
        int lost, well;
        await using (var desk = await Desk.Start(connection))
        {
            lost = await desk.MakeBot(Some.Bot("Lost", parameters: "{}") with { Strategy = gone });
            well = await desk.MakeBot(Some.Bot("Well"));
            await desk.Get<BotDesk>().Start(lost, CancellationToken.None);
            await desk.Get<BotDesk>().Start(well, CancellationToken.None);
        }
        StrategyCatalogue.Rules.Remove(1_950_000_000);

        await using (var desk = await Desk.Start(connection))
        {
            var bots = (await desk.Get<IBotStore>().All(CancellationToken.None)).ToDictionary(b => b.Id);
            Assert.Equal((BotStatus.Halted, BotStatus.Running), (bots[lost].Status, bots[well].Status));
            Assert.Contains($"The rules '{gone}' are not there", bots[lost].StatusReason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Rules_with_faults_are_not_kept_and_every_fault_is_told()
    {
        await using var desk = await Desk.Start(await database.Make());

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => desk.Get<RuleDesk>().Save(null, 0, """{"version":1,"name":"","entries":{}}""", "", "ada", CancellationToken.None));

        Assert.Contains("name: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("entries: ", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await desk.Get<IRuleStore>().All(CancellationToken.None));
    }

    [Theory]
    [InlineData("rules:12@3", true)]
    [InlineData("rules:12", false)]
    [InlineData("rules:-1@3", false)]
    [InlineData("rules:12@0", false)]
    [InlineData("rules:99999999999@1", false)]
    [InlineData("rsi-cross", false)]
    public void A_name_of_rules_is_a_document_and_a_version(string name, bool isOne)
    {
        Assert.Equal(isOne, RuleBook.TryParse(name, out var id, out var version));
        Assert.Equal(isOne ? (12, 3) : (id, version), (id, version));
    }
}
