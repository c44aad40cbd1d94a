using CryptoDashboard.CommandLine;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.Trading;
using Microsoft.Extensions.Logging.Abstractions;

namespace CryptoDashboard.DeadMan;

/// <summary>
/// Cancels, in place of a dead desk, orders that would open a position, of the accounts that this was chosen for. Stops and other exits stay.
/// The desk that comes back asks the exchange what became of its orders, as always.
/// </summary>
internal static class EntryCanceller
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>What was done, one sentence; empty where nothing was chosen or nothing was open.</returns>
    public static async Task<string> Run(IConfiguration configuration, CancellationToken cancel)
    {
        await using var workplace = await Workplace.Open(configuration, NullLogger.Instance, cancel);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddStorage(workplace.Provider, workplace.ConnectionString)
            .AddBridge(BridgeSettings.Read(configuration, workplace.DataFolder), Environment.ProcessId)
            .AddSingleton(_ => MasterKeys.Load(workplace.DataFolder, Environment.GetEnvironmentVariable(MasterKeys.Variable), configuration["Vault:KeyFile"]))
            .AddSingleton<CredentialVault>()
            .BuildServiceProvider();
        var chosen = (await services.GetRequiredService<IDeadManStore>().All(cancel)).Where(c => c.CancelsEntries).Select(c => c.Account).ToHashSet();
        var open = await OpenEntries(services.GetRequiredService<IBotStore>(), chosen, cancel);
        if (open.Count == 0)
            return "";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var bridge = services.GetRequiredService<BridgeProcess>();
        var running = bridge.Run(stop.Token);
        try
        {
            return await Cancel(services, open, cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<List<Order>> OpenEntries(IBotStore bots, HashSet<string> accounts, CancellationToken cancel) =>
        [.. (await bots.Snapshots(cancel)).Where(s => s.Bot.IsLive && accounts.Contains(s.Bot.Account)).SelectMany(s => s.OpenOrders).Where(o => o.Purpose == TradePurpose.Entry && o.Status != OrderStatus.Held)];

    private static async Task<string> Cancel(ServiceProvider services, List<Order> open, CancellationToken cancel)
    {
        var client = services.GetRequiredService<BridgeClient>();
        var vault = services.GetRequiredService<CredentialVault>();
        foreach (var account in (await services.GetRequiredService<ICredentialStore>().All(cancel)).Where(a => open.Exists(o => o.Account == a.Name)))
            await client.AddAccount(new BridgeAccount(account.Name, account.Exchange, _ => ValueTask.FromResult(ToBridge(vault.Open(account))), account.IsTestNet), cancel);
        var (ended, gone) = (0, 0);
        foreach (var order in open)
        {
            if (await IsEnded(client, order, cancel))
                ended++;
            else
                gone++;
        }
        return $"The watchdog cancelled {ended} orders that would have opened a position{(gone > 0 ? $"; {gone} were over already" : "")}. Stops stay.";
    }

    private static async Task<bool> IsEnded(BridgeClient client, Order order, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                await client.CancelOrder(order.Market.Exchange, order.Account, order.Market.Symbol.ToString(), order.Id, patience.Token);
                return true;
            }
            catch (OutsideFault fault) when (fault.Code == "OrderNotFound")
            {
                return false;
            }
            catch (OutsideFault fault) when (fault.Kind == OutsideFaultKind.Transient)
            {
                // The bridge may still be starting; cancelling twice is cancelling once.
                await Task.Delay(TimeSpan.FromMilliseconds(500), patience.Token);
            }
        }
    }

    private static BridgeCredentials ToBridge(ExchangeSecret secret) => new(secret.ApiKey, secret.Secret, secret.Password, secret.Uid);
}
