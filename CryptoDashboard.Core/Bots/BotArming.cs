using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Strategies.BuiltIn;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// Lets a bot trade real money, and takes that back. The caller has asked an Admin for the PIN. What was fitted to the past is armed only
/// with a passed check for overfitting, or against a sentence that the Admin signs and that stays with the arming.
/// </summary>
public sealed class BotArming(IBotStore store, IOverfitChecks checks, BotEngine engine, AccountDesk accounts, EventFeed feed, TimeProvider time)
{
    /// <summary>How long a passed check counts; markets change.</summary>
    public const int ProofDays = 90;

    /// <summary>Characters of a signed override: enough for a reason, not for an essay.</summary>
    public const int LeastOverride = 20;

    public const int MostOverride = 500;

    /// <summary>Whether this bot can be armed without an override: by a check of its own strategy, parameters, market and timeframe.</summary>
    public async Task<ArmingProof> Proof(Bot bot, CancellationToken cancel)
    {
        if (bot.Strategy == ByHand.Name)
            return new(true, "It trades by hand: nothing of it was fitted to the past.");
        if (accounts.Find(bot.Account) is { IsTestNet: true })
            return new(true, "Its account is with a test net: no real money is at stake.");
        var known = await checks.Since(bot.Strategy, bot.Market, bot.Timeframe, time.GetUtcNow().AddDays(-ProofDays), cancel);
        var parameters = ParameterSet.FromJson(bot.Parameters);
        if (known.FirstOrDefault(c => AreEqual(ParameterSet.FromJson(c.Parameters), parameters)) is { } own)
            return own.Passed ? new(true, $"Its parameters passed the check for overfitting on {own.At:yyyy-MM-dd}.") : new(false, $"Its parameters were checked for overfitting on {own.At:yyyy-MM-dd}. {own.Sentence}");
        return new(false, known.Count > 0
            ? $"In the last {ProofDays} days other parameters of this strategy were checked on {bot.Market} {bot.Timeframe}, but not the ones of this bot."
            : $"In the last {ProofDays} days this strategy was not checked for overfitting on {bot.Market} {bot.Timeframe}.");
    }

    /// <param name="limit">The most that it may have in the market; quote units.</param>
    /// <param name="by">The Admin.</param>
    /// <param name="despite">Why it is armed without a passed check, signed by the Admin; not needed where there is one.</param>
    /// <exception cref="ArgumentException">It cannot be armed; the message says why.</exception>
    public async Task Arm(Bot bot, decimal limit, string by, string? despite, CancellationToken cancel)
    {
        if (bot.Mode != BotMode.Live)
            throw new ArgumentException("This bot trades on paper; there is nothing to arm.", nameof(bot));
        if (bot.Status == BotStatus.Running)
            throw new ArgumentException("This bot is running. Stop it, then arm it.", nameof(bot));
        if (limit is <= 0 or > BotDesk.MaxCapital)
            throw new ArgumentException($"Set a limit above 0 {bot.Market.Symbol.Quote}.", nameof(limit));
        if (accounts.Find(bot.Account) is not { } account)
            throw new ArgumentException($"The account {bot.Account} is not here or its keys cannot be opened. Add it under Accounts.", nameof(bot));
        if (account.Exchange != bot.Market.Exchange)
            throw new ArgumentException($"The account {account.Name} is with {account.Exchange}, and this bot trades at {bot.Market.Exchange}. A live bot trades nowhere but at its own exchange.", nameof(bot));
        var proof = await Proof(bot, cancel);
        var signed = proof.IsEnough ? null : Signed(despite, proof);
        await Keep(
            bot with { ArmedAt = time.GetUtcNow(), ArmedBy = by, ArmedLimit = limit, ArmedDespite = signed }, "bot-armed",
            $"{by} armed {bot.Name} for up to {limit:0.########} {bot.Market.Symbol.Quote} of {bot.Account}{(signed is null ? "" : $", without a passed check for overfitting: “{signed}”")}.", cancel);
    }

    public Task Disarm(Bot bot, string by, CancellationToken cancel) =>
        bot.Status == BotStatus.Running
            ? throw new ArgumentException("This bot is running. Stop it, then disarm it.", nameof(bot))
            : Keep(bot with { ArmedAt = null, ArmedBy = null, ArmedLimit = null, ArmedDespite = null }, "bot-disarmed", $"{by} disarmed {bot.Name}.", cancel);

    private static string Signed(string? despite, ArmingProof proof)
    {
        var sentence = (despite ?? "").Trim();
        return sentence.Length switch
        {
            0 => throw new ArgumentException($"{proof.Sentence} Search its parameters on the Optimiser page, or sign why it may trade nevertheless.", nameof(despite)),
            < LeastOverride => throw new ArgumentException($"Write a whole sentence of why it may trade nevertheless, at least {LeastOverride} characters.", nameof(despite)),
            > MostOverride => throw new ArgumentException($"The sentence has {sentence.Length} characters; {MostOverride} are the most.", nameof(despite)),
            _ => sentence,
        };
    }

    private static bool AreEqual(ParameterSet one, ParameterSet other) =>
        one.Values.Count == other.Values.Count && one.Values.All(v => other.Values.TryGetValue(v.Key, out var value) && value == v.Value);

    private async Task Keep(Bot bot, string kind, string text, CancellationToken cancel)
    {
        var told = new DomainEvent { At = time.GetUtcNow(), Topic = EventTopic.Bots, Kind = kind, BotId = bot.Id, Market = bot.Market.ToString(), Text = text };
        if (!await store.KeepArming(bot, told, cancel))
            throw new ArgumentException("This bot is running. Stop it first.", nameof(bot));
        await engine.Forget(bot.Id, cancel);
        feed.Committed();
    }
}
