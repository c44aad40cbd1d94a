using System.Security.Cryptography;
using System.Text;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Vault;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Reconciliation;

/// <summary>
/// Books that balance: each hour the ledger of every account is held against what the exchange says it holds. Deposits and withdrawals are booked
/// as such. What is left over is told at once where it is worth telling, and booked as unexplained when the next look finds it again: a
/// difference of one moment may be a fill on its way.
/// </summary>
public sealed class Books(AccountDesk accounts, CcxtExchange exchange, IBookStore store, Valuation values, EventFeed feed, TimeProvider time, ILogger<Books> logger)
{
    /// <summary>A difference worth less, in dollars, is booked without an alarm.</summary>
    public const decimal Tolerance = 1m;

    /// <summary>How far back before the last look transfers are asked for: exchanges show some of them late.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromDays(2);

    private static readonly Asset Dollar = new("USDT");

    /// <summary>Looks at every account; one whose exchange does not answer is left for the next time.</summary>
    public async Task<IReadOnlyList<BookCheck>> Check(CancellationToken cancel)
    {
        var found = new List<BookCheck>();
        foreach (var account in accounts.Accounts)
        {
            try
            {
                found.AddRange(await Check(account, cancel));
            }
            catch (OutsideFault fault)
            {
                logger.LogWarning("The books of {Account} could not be held against {Exchange} and are looked at again in an hour: {Reason}", account.Name, account.Exchange, fault.Message);
            }
        }
        return found;
    }

    private async Task<IReadOnlyList<BookCheck>> Check(SealedCredential account, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var opened = await store.OpenedAt(account.Name, cancel);
        var newest = (await store.Newest(cancel)).Where(c => c.Account == account.Name).ToList();
        // What came while the desk was off is asked for as well, however long that was.
        var looked = newest.Count > 0 ? newest.Max(c => c.At) : now;
        var (lines, underway, news) = opened is { } since ? await Transfers(account, since, looked < now ? looked : now, cancel) : ([], [], []);
        if (lines.Count > 0)
        {
            await store.Keep(lines, [], news, cancel);
            feed.Committed();
        }
        if (await Held(account, cancel) is not { } known)
            return [];
        var (booked, held) = known;
        if (opened is null)
            return await Open(account.Name, booked, held, now, cancel);
        var before = newest.ToDictionary(c => c.Asset.Code, StringComparer.Ordinal);
        var (checks, settling, alarms) = (new List<BookCheck>(), new List<LedgerEntry>(), new List<DomainEvent>());
        foreach (var asset in booked.Keys.Union(held.Keys).Order(StringComparer.Ordinal))
        {
            var check = new BookCheck
            {
                Account = account.Name,
                Asset = new Asset(asset),
                At = now,
                Booked = booked.GetValueOrDefault(asset) - underway.GetValueOrDefault(asset),
                Held = held.GetValueOrDefault(asset),
            };
            var isOld = before.TryGetValue(asset, out var last) && last.Residue == check.Residue && !last.IsSettled;
            if (check.Residue != 0 && isOld)
                settling.AddRange(Ledger.OfUnexplained(account.Name, new Amount(check.Residue, check.Asset), now));
            else if (check.Residue != 0 && IsWorthTelling(check))
                alarms.Add(Alarm(account, check));
            checks.Add(check with { IsSettled = check.Residue != 0 && isOld });
        }
        await store.Keep(settling, checks, alarms, cancel);
        feed.Committed();
        return checks;
    }

    /// <summary>Ledger and exchange at one moment: read around each other until no fill came in between.</summary>
    private async Task<(IReadOnlyDictionary<string, decimal> Booked, IReadOnlyDictionary<string, decimal> Held)?> Held(SealedCredential account, CancellationToken cancel)
    {
        for (var tries = 0; tries < 3; tries++)
        {
            var before = await store.Booked(account.Name, cancel);
            var held = await exchange.Balances(account.Exchange, account.Name, cancel);
            var after = await store.Booked(account.Name, cancel);
            if (before.Count == after.Count && before.All(b => after.TryGetValue(b.Key, out var same) && same == b.Value))
                return (after, held.Where(h => h.Value.Total is > 0).ToDictionary(h => h.Key, h => h.Value.Total!.Value, StringComparer.Ordinal));
        }
        logger.LogInformation("Account {Account} trades too busily for its books to be looked at now", account.Name);
        return null;
    }

    private async Task<IReadOnlyList<BookCheck>> Open(string account, IReadOnlyDictionary<string, decimal> booked, IReadOnlyDictionary<string, decimal> held, DateTimeOffset now, CancellationToken cancel)
    {
        var assets = booked.Keys.Union(held.Keys).ToList();
        var opening = assets.Select(a => new Amount(held.GetValueOrDefault(a) - booked.GetValueOrDefault(a), new Asset(a)));
        // An account that holds nothing has books all the same.
        var checks = assets.DefaultIfEmpty(Dollar.Code)
            .Select(a => new BookCheck { Account = account, Asset = new Asset(a), At = now, Booked = held.GetValueOrDefault(a), Held = held.GetValueOrDefault(a) }).ToList();
        await store.Keep(Ledger.OfOpening(account, opening, now), checks, [Told("books-opened", $"The books of {account} were opened with {assets.Count} assets.")], cancel);
        feed.Committed();
        return checks;
    }

    private async Task<(List<LedgerEntry> Lines, Dictionary<string, decimal> Underway, List<DomainEvent> News)> Transfers(SealedCredential account, DateTimeOffset opened, DateTimeOffset looked, CancellationToken cancel)
    {
        // Exchanges write whole seconds.
        opened = opened.AddTicks(-(opened.Ticks % TimeSpan.TicksPerSecond));
        var since = looked - Lateness > opened ? looked - Lateness : opened;
        var booked = new List<(IReadOnlyList<LedgerEntry> Lines, DomainEvent News)>();
        var underway = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var transfer in await exchange.Transfers(account.Exchange, account.Name, since, cancel))
        {
            if (transfer is not { Id: { Length: > 0 } id, Asset: { Length: > 0 } code, Amount: > 0 and { } amount, Timestamp: { } at } || at < opened)
                continue;
            var isDeposit = transfer.Kind == "deposit";
            var fee = transfer.Fee is { Cost: > 0 and { } cost } && !isDeposit ? cost : 0;
            // A withdrawal has left the balance when it is asked for, a deposit is there when it has arrived.
            if (!isDeposit && transfer.Status == "pending")
                underway[code] = underway.GetValueOrDefault(code) + amount + fee;
            if (transfer.Status != "ok")
                continue;
            var lines = Ledger.OfTransfer(account.Name, isDeposit, Short(id), new Amount(amount, new Asset(code)), new Amount(fee, new Asset(transfer.Fee?.Currency ?? code)), at);
            booked.Add((lines, Told(isDeposit ? "deposit-booked" : "withdrawal-booked", isDeposit ? $"{amount:0.########} {code} came into {account.Name}." : $"{amount:0.########} {code} left {account.Name}, {fee:0.########} for the fee.")));
        }
        var missing = await store.Missing([.. booked.Select(b => b.Lines[0].Transaction)], cancel);
        var fresh = booked.DistinctBy(b => b.Lines[0].Transaction).Where(b => missing.Contains(b.Lines[0].Transaction)).ToList();
        return ([.. fresh.SelectMany(b => b.Lines)], underway, [.. fresh.Select(b => b.News)]);
    }

    /// <summary>Names of chains are longer than a line of the ledger has room for.</summary>
    private static string Short(string id) => id.Length <= 40 ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..40];

    private bool IsWorthTelling(BookCheck check) => values.Rate(check.Asset, Dollar) is not { } rate || Math.Abs(check.Residue) * rate > Tolerance;

    private DomainEvent Alarm(SealedCredential account, BookCheck check)
    {
        var more = check.Residue > 0 ? $"{check.Residue:0.##########} {check.Asset} more" : $"{-check.Residue:0.##########} {check.Asset} less";
        return Told(
            "books-differ",
            $"{account.Exchange} counts {more} in {account.Name} than the books do. If you traded, converted or moved it yourself, nothing is to be done: it is booked as unexplained in an hour. Otherwise look at the account's history there.");
    }

    private DomainEvent Told(string kind, string text) => new() { At = time.GetUtcNow(), Topic = EventTopic.Risk, Kind = kind, Text = text };
}
