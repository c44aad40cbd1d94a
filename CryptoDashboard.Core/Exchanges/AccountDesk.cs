using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Vault;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>
/// The accounts with exchanges that this desk may trade with. Keys are tried before they are kept, and keys that can withdraw are refused
/// where the exchange tells what keys may do.
/// </summary>
public sealed partial class AccountDesk(
    ICredentialStore store, CredentialVault vault, BridgeClient bridge, CcxtExchange exchange, EventFeed feed, TimeProvider time, ILogger<AccountDesk> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (SealedCredential Account, CancellationTokenSource Stop, Task Listening)> _open = new(StringComparer.Ordinal);

    /// <summary>The accounts, without any secret in them.</summary>
    public IReadOnlyCollection<SealedCredential> Accounts => [.. _open.Values.Select(o => o.Account).OrderBy(a => a.Name, StringComparer.Ordinal)];

    public SealedCredential? Find(string name) => _open.TryGetValue(name, out var open) ? open.Account : null;

    /// <summary>Opens every stored account. One whose keys cannot be opened is told and left out.</summary>
    public async Task TakeUp(CancellationToken cancel)
    {
        foreach (var account in await store.All(cancel))
            await Open(account, cancel);
    }

    /// <summary>Tries keys at the exchange and keeps them.</summary>
    /// <param name="owner">Who adds them.</param>
    /// <exception cref="ArgumentException">The input has a fault, the keys were not accepted, or they can withdraw; the message says what to do.</exception>
    /// <exception cref="OutsideFault">The exchange could not be asked.</exception>
    public async Task<SealedCredential> Add(string name, string exchangeId, string owner, bool isTestNet, ExchangeSecret secret, CancellationToken cancel)
    {
        if (!AccountName().IsMatch(name) || name == Orders.Order.PaperAccount)
            throw new ArgumentException("Give the account a name of 1 to 40 lower-case letters, digits and dashes, other than paper.", nameof(name));
        if (string.IsNullOrWhiteSpace(secret.ApiKey) || string.IsNullOrWhiteSpace(secret.Secret))
            throw new ArgumentException("Key and secret are both needed.", nameof(secret));
        if (_open.ContainsKey(name) || (await store.All(cancel)).Any(a => a.Name == name))
            throw new ArgumentException($"There is an account {name} already. Choose another name, or remove that one first.", nameof(name));
        var trial = $"{name}-trial";
        await bridge.AddAccount(new BridgeAccount(trial, exchangeId, _ => ValueTask.FromResult(ToBridge(secret)), isTestNet), cancel);
        string? permissions;
        try
        {
            await bridge.Balance(exchangeId, trial, cancel);
            var told = await bridge.Permissions(exchangeId, trial, cancel);
            if (told?.CanWithdraw == true)
                throw new ArgumentException($"These keys may withdraw. Nobody who trades needs that: make keys at {exchangeId} that may read and trade only, and add those.", nameof(secret));
            permissions = told is null ? "not told by the exchange" : told.CanTrade == false ? "read" : "read, trade";
        }
        catch (OutsideFault fault) when (fault.Kind == OutsideFaultKind.Unauthorised)
        {
            throw new ArgumentException($"{exchangeId} did not accept these keys. {fault.Message}", nameof(secret), fault);
        }
        finally
        {
            bridge.RemoveAccount(exchangeId, trial);
        }
        var account = vault.Seal(name, exchangeId, owner, isTestNet, secret) with { Permissions = permissions, LastUsedAt = time.GetUtcNow() };
        if (!await store.Add(account, Told("account-added", $"{owner} added the account {name} with {exchangeId}{(isTestNet ? " (test net)" : "")}."), cancel))
            throw new ArgumentException($"There is an account {name} already.", nameof(name));
        feed.Committed();
        await Open(account, cancel);
        return account;
    }

    /// <summary>Forgets an account and its keys. Whoever asks has made sure that no bot uses it.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public async Task Remove(string name, string by, CancellationToken cancel)
    {
        if (!await store.Remove(name, Told("account-removed", $"{by} removed the account {name} and its keys."), cancel))
            throw new ArgumentException($"There is no account {name}.", nameof(name));
        await Close(name);
        feed.Committed();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _open.Keys)
            await Close(name);
    }

    private async Task Open(SealedCredential account, CancellationToken cancel)
    {
        try
        {
            // Tried once here, so that a missing master key is told now and not at the first order.
            vault.Open(account);
        }
        catch (CryptographicException exception)
        {
            logger.LogError("Account {Account} cannot be used: {Reason}", account.Name, exception.Message);
            return;
        }
        await bridge.AddAccount(new BridgeAccount(account.Name, account.Exchange, _ => ValueTask.FromResult(ToBridge(vault.Open(account))), account.IsTestNet), cancel);
        var stop = new CancellationTokenSource();
        _open[account.Name] = (account, stop, Task.Run(() => exchange.Listen(account.Exchange, account.Name, stop.Token), CancellationToken.None));
    }

    private async Task Close(string name)
    {
        if (!_open.TryRemove(name, out var open))
            return;
        await open.Stop.CancelAsync();
        await open.Listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        open.Stop.Dispose();
        bridge.RemoveAccount(open.Account.Exchange, name);
    }

    private static BridgeCredentials ToBridge(ExchangeSecret secret) => new(secret.ApiKey, secret.Secret, secret.Password, secret.Uid);

    private DomainEvent Told(string kind, string text) => new() { At = time.GetUtcNow(), Topic = EventTopic.Access, Kind = kind, Text = text };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex AccountName();
}
