using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Drills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Drills;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Drills;

/// <summary>A bot of everyday settings through every failure, in a process of its own that is truly killed: what a user's drill is, is our test.</summary>
public sealed class DrillTests(Database database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_guarded_bot_comes_through_every_failure_without_a_lost_doubled_or_orphaned_order() => Drill(Guarded("binance"), candles: 24, kills: 2);

    [Fact(Explicit = true)]
    public Task A_bot_whose_stops_are_held_here_comes_through_as_well() => Drill(Guarded("kraken"), candles: 400, kills: 20);

    [Fact(Explicit = true)]
    public Task A_long_drill_with_forty_kills() => Drill(Guarded("binance"), candles: 400, kills: 40);

    private async Task Drill(Bot bot, int candles, int kills)
    {
        var scores = new List<ScenarioScore>();
        await using var conductor = new DrillConductor(new ScratchDatabases(DatabaseProvider.PostgreSql, await database.Make(migrated: false)));

        await conductor.Run(bot, DrillMarket.For(bot, [], candles), Some.Rules, ScenarioList.All(kills), (_, score) => Note(score, scores), Cancel);

        Assert.Equal(ScenarioList.All().Select(s => s.Name), scores.Select(s => s.Name));
        Assert.Empty(scores.Where(s => !s.IsPassed).Select(s => $"{s.Title}: {s.Sentence}"));
        Assert.All(scores, s => Assert.True(s.Lived > 2 && s.Fills > 0, $"{s.Title}: {s.Lived} orders, {s.Fills} fills"));
        Assert.Equal(kills + 1, scores.Single(s => s.Name == "kill").Kills);
    }

    private static void Note(ScenarioScore? score, List<ScenarioScore> scores)
    {
        if (score is null)
            return;
        scores.Add(score);
        TestContext.Current.SendDiagnosticMessage($"{score.Title}: {score.Lived} orders, {score.Fills} fills, {score.Kills} kills. {score.Sentence}");
    }

    private static Bot Guarded(string exchange) => Some.Bot(market: MarketId.Parse($"{exchange}:BTC/USDT"), share: 0.4m, parameters: """{"length":5,"lower":35,"upper":65}""") with
    {
        Guards = (RiskProfile.Default with { MaxPriceGap = 0.5m, Stops = StopPlan.None with { StopLoss = 0.03m, TakeProfit = 0.08m } }).ToJson(),
    };
}
