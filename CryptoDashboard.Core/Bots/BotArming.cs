using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Exchanges;

namespace CryptoDashboard.Core.Bots;

/// <summary>Lets a bot trade real money, and takes that back. The caller has asked an Admin for the PIN.</summary>
public sealed class BotArming(IBotStore store, BotEngine engine, AccountDesk accounts, EventFeed feed, TimeProvider time)
{
    /// <param name="limit">The most that it may have in the market; quote units.</param>
    /// <param name="by">The Admin.</param>
    /// <exception cref="ArgumentException">It cannot be armed; the message says why.</exception>
    public async Task Arm(Bot bot, decimal limit, string by, CancellationToken cancel)
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
        await Keep(bot with { ArmedAt = time.GetUtcNow(), ArmedBy = by, ArmedLimit = limit }, "bot-armed", $"{by} armed {bot.Name} for up to {limit:0.########} {bot.Market.Symbol.Quote} of {bot.Account}.", cancel);
    }

    public Task Disarm(Bot bot, string by, CancellationToken cancel) =>
        bot.Status == BotStatus.Running
            ? throw new ArgumentException("This bot is running. Stop it, then disarm it.", nameof(bot))
            : Keep(bot with { ArmedAt = null, ArmedBy = null, ArmedLimit = null }, "bot-disarmed", $"{by} disarmed {bot.Name}.", cancel);

    private async Task Keep(Bot bot, string kind, string text, CancellationToken cancel)
    {
        var told = new DomainEvent { At = time.GetUtcNow(), Topic = EventTopic.Bots, Kind = kind, BotId = bot.Id, Market = bot.Market.ToString(), Text = text };
        if (!await store.KeepArming(bot, told, cancel))
            throw new ArgumentException("This bot is running. Stop it first.", nameof(bot));
        await engine.Forget(bot.Id, cancel);
        feed.Committed();
    }
}
