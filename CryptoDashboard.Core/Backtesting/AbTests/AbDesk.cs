using CryptoDashboard.Core.Bots;

namespace CryptoDashboard.Core.Backtesting.AbTests;

/// <summary>Makes tests of two bots and says how they stand.</summary>
public sealed class AbDesk(IAbTestStore store, IBotStore bots, BotDesk desk, TimeProvider time)
{
    /// <summary>Everything that keeps two bots from being compared, as sentences.</summary>
    public static IEnumerable<string> Faults(Bot a, Bot b)
    {
        if (a.Id != 0 && a.Id == b.Id)
            yield return "Choose two different bots.";
        if (a.Mode != BotMode.Paper || b.Mode != BotMode.Paper)
            yield return "Both bots must trade on paper: a test is no reason to risk money.";
        if (a.Market != b.Market)
            yield return $"Both bots must trade the same market; these trade {a.Market} and {b.Market}.";
        if (a.Timeframe != b.Timeframe)
            yield return $"Both bots must have the same timeframe; these have {a.Timeframe} and {b.Timeframe}.";
        if (a.Capital != b.Capital)
            yield return $"Both bots must begin with the same money; these began with {a.Capital:#,0.##} and {b.Capital:#,0.##}.";
    }

    /// <summary>Holds two bots that are there already against each other, from now on, and starts those that do not run.</summary>
    /// <exception cref="ArgumentException">They cannot be compared; a sentence says why.</exception>
    /// <exception cref="KeyNotFoundException">One of them is gone.</exception>
    public async Task<AbTest> Begin(string name, int botA, int botB, CancellationToken cancel)
    {
        var a = await bots.Load(botA, cancel) ?? throw new KeyNotFoundException($"Bot {botA} is gone.");
        var b = await bots.Load(botB, cancel) ?? throw new KeyNotFoundException($"Bot {botB} is gone.");
        Refuse(name, a.Bot, b.Bot);
        foreach (var bot in new[] { a.Bot, b.Bot }.Where(bot => bot.Status != BotStatus.Running))
            await desk.Start(bot.Id, cancel);
        return await Add(name, a, b, cancel);
    }

    /// <summary>Makes two bots that differ in strategy or parameters only, starts them together, and holds them against each other.</summary>
    /// <exception cref="ArgumentException">The settings have faults.</exception>
    public async Task<AbTest> Make(string name, Bot a, Bot b, CancellationToken cancel)
    {
        // They may be like one that is there.
        (a, b) = (a with { Id = 0 }, b with { Id = 0 });
        Refuse(name, a, b);
        // Looked at both before either is made.
        var faults = new[] { a, b }.SelectMany(BotDesk.Faults).Select(f => f.Fault).Distinct().ToList();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
        var (first, second) = (await desk.Create(a, cancel), await desk.Create(b, cancel));
        return await Begin(name, first, second, cancel);
    }

    /// <summary>How a test stands; null when it or one of its bots is gone.</summary>
    public async Task<AbStanding?> Look(int id, CancellationToken cancel)
    {
        if (await store.Find(id, cancel) is not { } test || await bots.Load(test.BotA, cancel) is not { } a || await bots.Load(test.BotB, cancel) is not { } b)
            return null;
        if (await store.Handled(a.Bot, test.From, cancel) is not { } ofA || await store.Handled(b.Bot, test.From, cancel) is not { } ofB)
            return new AbStanding(test, a.Bot, b.Bot, [], [], AbComparison.Of([], [], TimeSpan.FromHours(1)));
        var known = (ofA.Last < ofB.Last ? ofA.Last : ofB.Last) - (ofA.First > ofB.First ? ofA.First : ofB.First);
        var block = AbComparison.BlockFor(known, a.Bot.Timeframe.Duration);
        var (equityA, equityB) = (await store.Equity(a.Bot, test.From, block, cancel), await store.Equity(b.Bot, test.From, block, cancel));
        return new AbStanding(test, a.Bot, b.Bot, equityA, equityB, AbComparison.Of(equityA, equityB, block));
    }

    private async Task<AbTest> Add(string name, BotSnapshot a, BotSnapshot b, CancellationToken cancel)
    {
        // Where a replay plays, its clock counts: from the last candle that either has handled.
        var last = new[] { a.Progress.LastHandled, b.Progress.LastHandled }.Max();
        var from = a.Bot.Market.Kind == Markets.MarketKind.Replay ? last ?? DateTimeOffset.UnixEpoch : time.GetUtcNow();
        return await store.Add(new AbTest { Name = name.Trim(), BotA = a.Bot.Id, BotB = b.Bot.Id, From = from, CreatedAt = time.GetUtcNow() }, cancel);
    }

    private static void Refuse(string name, Bot a, Bot b)
    {
        var faults = Faults(a, b).ToList();
        if (string.IsNullOrWhiteSpace(name) || name.Length > 80)
            faults.Insert(0, "Give the test a name of 1 to 80 characters.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}
