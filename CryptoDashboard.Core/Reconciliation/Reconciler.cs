using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Vault;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Reconciliation;

/// <summary>
/// Are we right? Each minute, and whenever an account is heard anew, orders, fills and balances are compared with the exchange. What was missed is booked;
/// what cannot be healed safely is told, and the bot it concerns halts with a sentence that says what to do.
/// </summary>
public sealed class Reconciler(AccountDesk accounts, CcxtExchange exchange, BotEngine engine, IBotStore bots, EventTeller teller, TimeProvider time, ILogger<Reconciler> logger) : IDisposable
{
    /// <summary>A difference younger than this may be on its way to be booked.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _asked = new(0);
    /// <summary>So often in a row a difference is found whose figures move before it is believed to last.</summary>
    private const int TimesToLast = 3;

    private readonly Dictionary<(DifferenceKind, string, string?, string), (DateTimeOffset Since, int Times, string Sentence)> _seen = [];
    private volatile IReadOnlyList<Difference> _last = [];

    /// <summary>What the last comparison found.</summary>
    public IReadOnlyList<Difference> Last => _last;

    /// <summary>When it ended; null before the first.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>Compares each minute, and sooner when an account is heard anew, until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        exchange.Heard += Ask;
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                try
                {
                    await Compare(cancel);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    logger.LogError(exception, "The comparison with the exchanges failed and is tried again in a minute");
                }
                await ((Task)_asked.WaitAsync(TimeSpan.FromMinutes(1), cancel)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                // Several accounts are heard at once after a start: one comparison is for all of them.
                while (_asked.Wait(0, CancellationToken.None))
                {
                }
            }
        }
        finally
        {
            exchange.Heard -= Ask;
        }
    }

    /// <summary>Compares once.</summary>
    public async Task<IReadOnlyList<Difference>> Compare(CancellationToken cancel)
    {
        var found = new List<Difference>();
        foreach (var (bot, count) in await engine.CompareOrders(cancel))
            found.Add(new Difference(DifferenceKind.Missed, "", null, $"{bot}", [bot], $"{count} orders of bot {bot} were not as they were believed to be; what was missed is booked.", IsHealed: true));
        var snapshots = (await bots.Snapshots(cancel)).Where(s => s.Bot.IsLive).ToList();
        foreach (var account in accounts.Accounts)
        {
            var own = snapshots.Where(s => s.Bot.Account == account.Name).ToList();
            try
            {
                await CompareOpen(account, own, found, cancel);
                await CompareBalances(account, own, found, cancel);
            }
            catch (OutsideFault fault)
            {
                found.Add(new Difference(DifferenceKind.NotAsked, account.Name, null, "", [], $"{account.Exchange} could not be asked about {account.Name}: {fault.Message}", IsHealed: false));
            }
        }
        (_last, LastAt) = (found, time.GetUtcNow());
        await Act(found, cancel);
        return found;
    }

    public void Dispose() => _asked.Dispose();

    private void Ask(string account) => _asked.Release();

    private async Task CompareOpen(SealedCredential account, List<BotSnapshot> own, List<Difference> found, CancellationToken cancel)
    {
        foreach (var market in own.Select(s => s.Bot.Market).Distinct())
        {
            foreach (var order in await exchange.OpenOrders(account.Exchange, account.Name, market.Symbol.ToString(), cancel))
            {
                if (ClientOrderId.BotOf(order.ClientOrderId) is not { } bot)
                {
                    found.Add(new Difference(
                        DifferenceKind.ForeignOrder, account.Name, market.ToString(), order.Id ?? "", [],
                        $"An order at {account.Exchange} was not placed by this desk: {order.Side} {order.Amount} {market.Symbol} ({order.Id}). It is left alone.", IsHealed: false));
                }
                else if (!engine.HasOpen(bot, order.ClientOrderId!) && await bots.LoadOrder(order.ClientOrderId!, cancel) is null)
                {
                    found.Add(new Difference(
                        DifferenceKind.OrphanOrder, account.Name, market.ToString(), order.ClientOrderId!, own.Any(s => s.Bot.Id == bot) ? [bot] : [],
                        $"An order at {account.Exchange} bears the name {order.ClientOrderId} and is in no book here. Cancel it at the exchange, or restore the database that made it, then start the bot.", IsHealed: false));
                }
            }
        }
    }

    private async Task CompareBalances(SealedCredential account, List<BotSnapshot> own, List<Difference> found, CancellationToken cancel)
    {
        if (own.Count == 0)
            return;
        var balances = await exchange.Balances(account.Exchange, account.Name, cancel);
        foreach (var group in own.Where(s => !s.Position.Quantity.IsZero).GroupBy(s => s.Bot.Market.Symbol.Base))
        {
            var wanted = group.Sum(s => s.Position.Quantity.Value);
            var there = balances.TryGetValue(group.Key.Code, out var holding) ? holding.Total ?? 0 : 0;
            if (there >= wanted)
                continue;
            found.Add(new Difference(
                DifferenceKind.Shortage, account.Name, null, group.Key.Code, [.. group.Select(s => s.Bot.Id)],
                $"{account.Name} holds {there} {group.Key} and its bots are to have {wanted}. Something was sold or sent away outside of this desk: bring it back, or close the bots' positions here.", IsHealed: false));
        }
    }

    private async Task Act(List<Difference> found, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var present = found.Select(d => d.Key).ToHashSet();
        foreach (var gone in _seen.Keys.Where(s => !present.Contains(s)).ToList())
            _seen.Remove(gone);
        foreach (var difference in found)
        {
            var known = _seen.TryGetValue(difference.Key, out var before);
            // A fill between two questions may look like a shortage; the same figures twice, or any three times, are none.
            var isLasting = known && now - before.Since >= Settling && (before.Sentence == difference.Sentence || before.Times + 1 >= TimesToLast);
            _seen[difference.Key] = (known ? before.Since : now, before.Times + 1, difference.Sentence);
            if (!known)
                teller.Tell(EventTopic.Risk, $"difference-{difference.Kind.ToString().ToLowerInvariant()}", difference.Sentence, difference.Market);
            if (!isLasting || difference.Kind is not (DifferenceKind.OrphanOrder or DifferenceKind.Shortage))
                continue;
            foreach (var bot in difference.Bots)
            {
                if (await bots.Load(bot, cancel) is { Bot.Status: BotStatus.Running })
                    await engine.Halt(bot, difference.Sentence, cancel);
            }
        }
    }
}
