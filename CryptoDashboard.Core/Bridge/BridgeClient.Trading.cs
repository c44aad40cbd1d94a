using System.Globalization;
using CryptoDashboard.Core.Bridge.Wire;

namespace CryptoDashboard.Core.Bridge;

/// <summary>What needs an account.</summary>
public sealed partial class BridgeClient
{
    /// <summary>Makes an account known, now and to every bridge that follows.</summary>
    public async Task AddAccount(BridgeAccount account, CancellationToken cancel)
    {
        _accounts[(account.Exchange, account.Id)] = account;
        if (_isIntroducing)
            await Introduce(account, cancel);
    }

    /// <summary>Whether an account is with the exchange's test net.</summary>
    public bool IsTestNet(string exchange, string account) => _accounts.TryGetValue((exchange, account), out var known) && known.TestNet;

    /// <summary>Closes an account's connection and forgets its keys.</summary>
    public void RemoveAccount(string exchange, string account)
    {
        if (_accounts.TryRemove((exchange, account), out _))
            TrySend(new { id = NextId(), configure = new { exchange, account, remove = true } });
    }

    /// <summary>
    /// Sends an order. After a fault whose outcome is unknown, ask <see cref="FetchOrder"/> before anything else: sent again, it might be
    /// there twice.
    /// </summary>
    public Task<BridgeOrder> CreateOrder(string exchange, string account, BridgeOrderRequest order, CancellationToken cancel) => Call<BridgeOrder>(
        exchange, account, "createOrder",
        new
        {
            symbol = order.Symbol,
            type = order.Type,
            side = order.Side,
            amount = order.Amount.ToString(CultureInfo.InvariantCulture),
            price = order.Price?.ToString(CultureInfo.InvariantCulture),
            clientOrderId = order.ClientOrderId,
            exit = order.IsExit,
            @params = order.Params,
        },
        cancel, changes: true);

    /// <summary>Sends a stop and a take-profit as one that the exchange keeps; as <see cref="CreateOrder"/> where the outcome is unknown.</summary>
    /// <returns>Both legs as they were taken.</returns>
    public Task<IReadOnlyList<BridgeOrder>> CreatePair(string exchange, string account, BridgePairRequest pair, CancellationToken cancel) => Call<IReadOnlyList<BridgeOrder>>(
        exchange, account, "createPair",
        new
        {
            symbol = pair.Symbol,
            amount = pair.Amount.ToString(CultureInfo.InvariantCulture),
            stop = Leg(pair.Stop),
            target = Leg(pair.Target),
            name = pair.Name,
        },
        cancel, changes: true);

    private static object Leg(BridgePairRequest.Leg leg) =>
        new { clientOrderId = leg.ClientOrderId, price = leg.Price.ToString(CultureInfo.InvariantCulture), trigger = leg.Trigger?.ToString(CultureInfo.InvariantCulture) };

    /// <summary>Cancels an order by our id of it. One that is no longer open is a rejected fault named <c>OrderNotFound</c>.</summary>
    public Task<BridgeOrder> CancelOrder(string exchange, string account, string symbol, string clientOrderId, CancellationToken cancel) =>
        Call<BridgeOrder>(exchange, account, "cancelOrder", new { symbol, clientOrderId }, cancel, changes: true);

    /// <summary>An order by our id of it, or null where the exchange knows none: then it never arrived.</summary>
    public Task<BridgeOrder?> FetchOrder(string exchange, string account, string symbol, string clientOrderId, CancellationToken cancel) =>
        Call<BridgeOrder?>(exchange, account, "order", new { symbol, clientOrderId }, cancel);

    /// <param name="symbol">Null for all markets, which some exchanges count dearly.</param>
    public Task<IReadOnlyList<BridgeOrder>> OpenOrders(string exchange, string account, string? symbol, CancellationToken cancel) =>
        Call<IReadOnlyList<BridgeOrder>>(exchange, account, "openOrders", new { symbol }, cancel);

    /// <summary>The account's fills on a market, oldest first.</summary>
    public Task<IReadOnlyList<BridgeFill>> MyTrades(string exchange, string account, string symbol, DateTimeOffset? since, CancellationToken cancel) =>
        Call<IReadOnlyList<BridgeFill>>(exchange, account, "myTrades", new { symbol, since = since?.ToUnixTimeMilliseconds() }, cancel);

    public Task<BridgeBalance> Balance(string exchange, string account, CancellationToken cancel) => Call<BridgeBalance>(exchange, account, "balance", null, cancel);

    /// <summary>Has the exchange cancel every order of the account after a while, unless this is called again before; 0 takes that back.</summary>
    /// <param name="seconds">Whole seconds; saying the same twice is saying it once.</param>
    public Task CancelAllAfter(string exchange, string account, int seconds, CancellationToken cancel) =>
        Call<object?>(exchange, account, "cancelAllAfter", new { seconds }, cancel);

    /// <summary>Deposits and withdrawals since a moment, or null where the exchange does not tell of them.</summary>
    public Task<IReadOnlyList<BridgeTransfer>?> Transfers(string exchange, string account, DateTimeOffset since, CancellationToken cancel) =>
        Call<IReadOnlyList<BridgeTransfer>?>(exchange, account, "transfers", new { since = since.ToUnixTimeMilliseconds() }, cancel);

    /// <summary>What the account's keys may do, or null where the exchange does not tell.</summary>
    public Task<BridgePermissions?> Permissions(string exchange, string account, CancellationToken cancel) => Call<BridgePermissions?>(exchange, account, "permissions", null, cancel);

    /// <summary>What the account pays on a market.</summary>
    public Task<BridgeFeeTier> Fees(string exchange, string account, string symbol, CancellationToken cancel) => Call<BridgeFeeTier>(exchange, account, "fees", new { symbol }, cancel);
}
