using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Strategies;

namespace CryptoDashboard.Core.Bots;

/// <summary>What a person may do with bots. Each call checks its input, returns when the change is durable, and tells everyone.</summary>
public sealed class BotDesk(IBotStore store, BotEngine engine, AccountCover cover, EventFeed feed, TimeProvider time)
{
    public const decimal MinCapital = 1m;
    public const decimal MaxCapital = 1_000_000_000m;

    /// <summary>Everything wrong with these settings, by the name of the field.</summary>
    public static IReadOnlyList<(string Field, string Fault)> Faults(Bot bot)
    {
        var faults = new List<(string, string)>();
        if (string.IsNullOrWhiteSpace(bot.Name) || bot.Name.Length > 80)
            faults.Add((nameof(Bot.Name), "Give the bot a name of 1 to 80 characters."));
        if (bot.Capital is < MinCapital or > MaxCapital)
            faults.Add((nameof(Bot.Capital), $"The capital must be between {MinCapital:0} and {MaxCapital:#,0} {bot.Market.Symbol.Quote}."));
        faults.AddRange(bot.Risk.Faults().Select(fault => (nameof(Bot.TradeShare), fault)));
        if (bot.Mode == BotMode.Live && bot.Market.Kind != MarketKind.Exchange)
            faults.Add((nameof(Bot.Market), "A live bot trades at one real exchange: choose a market of the account's own."));
        if (!StrategyCatalogue.TryGet(bot.Strategy, out var kind))
            faults.Add((nameof(Bot.Strategy), $"There is no strategy '{bot.Strategy}'; choose one of {string.Join(", ", StrategyCatalogue.All.Select(k => k.Name))}."));
        else
            faults.AddRange(kind.Faults(ParameterSet.FromJson(bot.Parameters)));
        return faults;
    }

    /// <summary>Makes a stopped bot with its capital; returns its id.</summary>
    /// <exception cref="ArgumentException">The settings have faults, or the name is taken; the message says so to the user.</exception>
    public async Task<int> Create(Bot bot, CancellationToken cancel)
    {
        Refuse(bot);
        await RefuseTakenName(bot, cancel);
        var now = time.GetUtcNow();
        var fresh = bot with { Id = 0, Status = BotStatus.Stopped, StatusReason = null, CreatedAt = now, StatusChangedAt = now };
        var id = await store.Create(
            fresh,
            made => (Ledger.OfCapital(made, new Amount(bot.Capital, bot.Market.Symbol.Quote), now), Told(made, bot.Market, "bot-created", $"{bot.Name} was made.")),
            cancel);
        feed.Committed();
        return id;
    }

    /// <summary>Changes name, strategy, parameters and risk of a bot that is not running; market, timeframe and capital stay.</summary>
    /// <exception cref="ArgumentException">The settings have faults, the name is taken, or the bot is running.</exception>
    public async Task Edit(Bot bot, CancellationToken cancel)
    {
        Refuse(bot);
        await RefuseTakenName(bot, cancel);
        if (!await store.Edit(bot, Told(bot.Id, bot.Market, "bot-edited", $"{bot.Name} was changed."), cancel))
            throw new ArgumentException("This bot is running. Stop it, then change it.", nameof(bot));
        await engine.Forget(bot.Id, cancel);
        feed.Committed();
    }

    /// <exception cref="ArgumentException">The bot is running or has an open order.</exception>
    public async Task Delete(Bot bot, CancellationToken cancel)
    {
        if (!await store.Delete(bot.Id, Told(bot.Id, bot.Market, "bot-deleted", $"{bot.Name} was deleted."), cancel))
            throw new ArgumentException("This bot is running, or has an open order or plan. Stop it and wait for the order, end the plan, then delete it.", nameof(bot));
        await engine.Forget(bot.Id, cancel);
        feed.Committed();
    }

    /// <exception cref="ArgumentException">The strategy's parameters do not fit any more, or the account of a live bot does not hold what it trades with.</exception>
    public async Task Start(int botId, CancellationToken cancel)
    {
        // One that is not armed is told so first, by the engine.
        if (await store.Load(botId, cancel) is { Bot: { ArmedAt: not null, Status: not BotStatus.Running } bot })
            await cover.Demand(bot, cancel);
        await engine.Start(botId, cancel);
    }

    public Task Stop(int botId, CancellationToken cancel) => engine.Stop(botId, StopChoice.Leave, cancel);

    /// <summary>Stops a bot and does with its orders and position what was chosen.</summary>
    public Task Stop(int botId, StopChoice choice, CancellationToken cancel) => engine.Stop(botId, choice, cancel);

    private static void Refuse(Bot bot)
    {
        var faults = Faults(bot);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults.Select(f => f.Fault)), nameof(bot));
    }

    private async Task RefuseTakenName(Bot bot, CancellationToken cancel)
    {
        var all = await store.All(cancel);
        if (all.Any(b => b.Id != bot.Id && string.Equals(b.Name, bot.Name, StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"Another bot is called {bot.Name}. Choose another name.", nameof(bot));
    }

    private DomainEvent Told(int botId, MarketId market, string kind, string text) => new()
    {
        At = time.GetUtcNow(),
        Topic = EventTopic.Bots,
        Kind = kind,
        BotId = botId,
        Market = market.ToString(),
        Text = text,
    };
}
