using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Strategies.BuiltIn;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Tests.Bots;

/// <summary>What is fitted to the past is armed for real money only with a passed check, or against a signed sentence.</summary>
public sealed class ArmingProofTests(Database database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_check_there_is_no_proof()
    {
        await using var desk = await Desk.Start(await database.Make());

        var proof = await desk.Get<BotArming>().Proof(Live(), Cancel);

        Assert.False(proof.IsEnough);
        Assert.Contains("was not checked for overfitting on binance:BTC/USDT 1m", proof.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passed_check_of_its_own_parameters_is_proof()
    {
        await using var desk = await WithCheck();

        Assert.True((await desk.Get<BotArming>().Proof(Live(), Cancel)).IsEnough);
    }

    [Fact]
    public async Task A_check_of_other_parameters_another_market_or_long_ago_is_none()
    {
        await using var desk = await WithCheck();
        var arming = desk.Get<BotArming>();

        Assert.Contains("not the ones of this bot", (await arming.Proof(Live() with { Parameters = """{"length":15,"lower":30,"upper":70}""" }, Cancel)).Sentence, StringComparison.Ordinal);
        Assert.False((await arming.Proof(Live() with { Market = Core.Markets.MarketId.Parse("binance:ETH/USDT") }, Cancel)).IsEnough);
        Assert.False((await arming.Proof(Live() with { Timeframe = Core.Time.Timeframe.H1 }, Cancel)).IsEnough);
        await using var old = await WithCheck(daysAgo: BotArming.ProofDays + 1);
        Assert.False((await old.Get<BotArming>().Proof(Live(), Cancel)).IsEnough);
    }

    [Fact]
    public async Task Of_two_checks_the_newer_one_counts()
    {
        await using var desk = await WithCheck();
        await Keep(desk, passed: false, daysAgo: 0);

        var proof = await desk.Get<BotArming>().Proof(Live(), Cancel);

        Assert.False(proof.IsEnough);
        Assert.Contains("It does not pass", proof.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_trades_by_hand_needs_no_proof()
    {
        await using var desk = await Desk.Start(await database.Make());

        Assert.True((await desk.Get<BotArming>().Proof(Live() with { Strategy = ByHand.Name, Parameters = "{}" }, Cancel)).IsEnough);
    }

    private static Bot Live() => Some.Bot("Live", Core.Markets.MarketId.Parse("binance:BTC/USDT")) with { Mode = BotMode.Live, Account = "main" };

    private async Task<Desk> WithCheck(int daysAgo = 1)
    {
        var desk = await Desk.Start(await database.Make());
        await Keep(desk, passed: true, daysAgo);
        return desk;
    }

    private static async Task Keep(Desk desk, bool passed, int daysAgo)
    {
        await using var db = await desk.Get<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(Cancel);
        db.Add(new OverfitCheck
        {
            At = desk.Get<TimeProvider>().GetUtcNow().AddDays(-daysAgo),
            Strategy = "rsi-cross",
            Market = Live().Market,
            Timeframe = Live().Timeframe,
            Parameters = """{"upper":70,"length":14.0,"lower":30}""",
            Passed = passed,
            Sentence = passed ? "It passes." : "It does not pass: too many tries.",
        });
        await db.SaveChangesAsync(Cancel);
    }
}
