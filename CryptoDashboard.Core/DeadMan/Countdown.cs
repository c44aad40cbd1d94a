using System.Collections.Concurrent;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Outside;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.DeadMan;

/// <summary>
/// The switch at the exchange itself: while this desk lives it says "cancel everything of this account in N seconds" again and again; when it
/// dies, the exchange does. Only for accounts that an operator chose it for and that an armed bot trades with, since it cancels stops at rest
/// as well. A desk that ends in order takes it back.
/// </summary>
public sealed class Countdown(IDeadManStore choices, IBotStore bots, AccountDesk accounts, BridgeClient bridge, TimeProvider time, ILogger<Countdown> logger)
{
    private readonly ConcurrentDictionary<string, CountdownState> _running = new(StringComparer.Ordinal);

    /// <summary>What runs at the moment, by account.</summary>
    public IReadOnlyDictionary<string, CountdownState> Running => _running;

    /// <summary>Whether ccxt offers it for spot orders of the exchange; Bybit's is for derivatives, Binance's spot has none.</summary>
    public static bool IsOffered(string exchange) => exchange is "kraken" or "okx";

    /// <summary>Winds up every countdown that is due; call every few seconds.</summary>
    public async Task Beat(CancellationToken cancel)
    {
        var snapshots = (IReadOnlyList<BotSnapshot>?)null;
        foreach (var choice in await choices.All(cancel))
        {
            if (accounts.Find(choice.Account) is not { } account || !IsOffered(account.Exchange))
                continue;
            snapshots ??= await bots.Snapshots(cancel);
            var isArmed = snapshots.Any(s => s.Bot is { IsLive: true, ArmedAt: not null } && s.Bot.Account == account.Name && (s.Bot.Status == BotStatus.Running || s.OpenOrders.Count > 0));
            if (choice.CountdownSeconds is { } seconds && isArmed)
                await WindUp(account.Name, account.Exchange, seconds, cancel);
            else
                await TakeBack(account.Name, cancel);
        }
    }

    /// <summary>Takes every countdown back, as a desk that ends in order does.</summary>
    public async Task TakeBackAll(CancellationToken cancel)
    {
        foreach (var account in _running.Keys)
            await TakeBack(account, cancel);
    }

    private async Task WindUp(string account, string exchange, int seconds, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        // A quarter of it: three beats may fail before the exchange believes that nobody is there.
        if (_running.TryGetValue(account, out var before) && before.Fault is null && now - before.At < TimeSpan.FromSeconds(seconds / 4.0))
            return;
        try
        {
            await bridge.CancelAllAfter(exchange, account, seconds, cancel);
            _running[account] = new CountdownState(exchange, now, now.AddSeconds(seconds), null);
        }
        catch (OutsideFault fault)
        {
            logger.LogWarning("The countdown of {Account} at {Exchange} could not be wound up: {Reason}", account, exchange, fault.Message);
            _running[account] = new CountdownState(exchange, before?.At ?? now, before?.EndsAt, fault.Message);
        }
    }

    private async Task TakeBack(string account, CancellationToken cancel)
    {
        if (!_running.TryGetValue(account, out var state))
            return;
        try
        {
            await bridge.CancelAllAfter(state.Exchange, account, 0, cancel);
            _running.TryRemove(account, out _);
        }
        catch (OutsideFault fault)
        {
            logger.LogWarning("The countdown of {Account} could not be taken back: {Reason}", account, fault.Message);
            _running[account] = state with { Fault = fault.Message };
        }
    }
}

/// <param name="At">When it was wound up last.</param>
/// <param name="EndsAt">When the exchange cancels everything if nothing more is heard; null where it never ran.</param>
/// <param name="Fault">Why the last attempt failed, or null.</param>
public sealed record CountdownState(string Exchange, DateTimeOffset At, DateTimeOffset? EndsAt, string? Fault);
