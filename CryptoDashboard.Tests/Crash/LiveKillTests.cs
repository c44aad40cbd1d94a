using System.Diagnostics;
using System.Text.Json;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Strategies.BuiltIn;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Crash;

/// <summary>
/// A desk with real money at an exchange of our own, killed without warning in the middle of order lives, its bridge too; the exchange loses
/// answers and connections meanwhile. Afterwards no order is lost, doubled or orphaned, and ledger and exchange agree.
/// </summary>
public sealed class LiveKillTests(Database database)
{
    private const int Bots = 4;
    private const decimal Capital = 20_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Kills_in_the_middle_of_order_lives_lose_double_and_orphan_nothing() => Run(CrashWork.Orders, lives: 60, seed: 11);

    [Fact(Explicit = true)]
    public Task Five_hundred_order_lives_with_kills_in_between() => Run(CrashWork.Orders, lives: 500, seed: 2_023);

    [Fact(Explicit = true)]
    public Task Kills_in_the_middle_of_plans_lose_double_and_orphan_nothing() => Run(CrashWork.Plans, lives: 300, seed: 77);

    private async Task Run(CrashWork work, int lives, int seed)
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Architecture.RoomOrderTests.Root(), "node_modules", "ccxt", "package.json")), "ccxt is not installed: run npm ci --ignore-scripts.");
        await using var binance = new BinanceStandIn();
        await binance.Start(Cancel);
        binance.Account.SetBalance("USDT", 1_000_000);
        binance.Account.FillShare = 0.5m;
        var before = (Btc: Total(binance, "BTC"), Usdt: Total(binance, "USDT"));
        var connection = await database.Make();
        await using var services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, connection).BuildServiceProvider();
        var bots = await Prepare(services, connection, work == CrashWork.Plans ? ByHand.Name : null);
        using var stop = new CancellationTokenSource();
        using var faults = new CancellationTokenSource();
        var moving = Move(binance, faults.Token, stop.Token);
        var dice = new Random(seed);
        for (var life = 0; binance.Account.Orders().Count < lives; life++)
        {
            var reached = Math.Min(lives, binance.Account.Orders().Count + dice.Next(8, 25));
            using var host = Start(connection, binance, bots, seed + (life * 100), work);
            await Said(host, "working");
            await Eventually.Be(() => host.HasExited || binance.Account.Orders().Count >= reached, $"{reached} orders");
            Assert.False(host.HasExited, "the desk ended by itself");
            if (life % 3 == 1)
                KillBridgeOf(host);
            if (life % 3 == 2)
                await Task.Delay(dice.Next(60), Cancel);
            host.Kill();
            await host.WaitForExitAsync(Cancel);
        }
        // The faults end here; one that nothing met yet must not meet the last look at everything.
        await faults.CancelAsync();
        binance.Faults.Release();
        using (var last = Start(connection, binance, bots, seed, CrashWork.Settle))
        {
            await Said(last, "settled");
            await last.WaitForExitAsync(Cancel);
        }
        await stop.CancelAsync();
        await moving;
        await AssertAgreement(binance, services, bots, before);
        if (work == CrashWork.Plans)
            await AssertPlans(services, bots);
    }

    /// <summary>The price walks, so that limits are met; now and then an answer or a connection is lost.</summary>
    private static async Task Move(BinanceStandIn binance, CancellationToken faults, CancellationToken cancel)
    {
        var dice = new Random(4);
        var price = 60_000m;
        while (!cancel.IsCancellationRequested)
        {
            price += dice.Next(-40, 41);
            binance.SetPrice("BTC/USDT", price);
            if (dice.Next(40) == 0 && !faults.IsCancellationRequested)
                binance.Faults.Plan(dice.Next(2) == 0 ? new HttpFault.AnswerLost() : new HttpFault.Drop(), 1, "/api/v3/order");
            if (dice.Next(100) == 0 && !faults.IsCancellationRequested)
                binance.Faults.DropSockets();
            await Task.Delay(25, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task AssertAgreement(BinanceStandIn binance, ServiceProvider services, int[] bots, (decimal Btc, decimal Usdt) before)
    {
        var there = binance.Account.Orders();
        Assert.Empty(there.GroupBy(o => o.ClientOrderId).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(there.Where(o => o.IsOpen).Select(o => o.ClientOrderId));
        var here = new List<Order>();
        var (btc, spent) = (0m, 0m);
        foreach (var bot in bots)
        {
            here.AddRange((await services.GetRequiredService<OrderStore>().List(new HistoryFilter(bot), 0, 10_000, Cancel)).Items);
            var snapshot = (await services.GetRequiredService<IBotStore>().Load(bot, Cancel))!;
            Assert.Equal((BotStatus.Stopped, null), (snapshot.Bot.Status, snapshot.Bot.StatusReason));
            btc += snapshot.Position.Quantity.Value;
            spent += Capital - snapshot.Progress.Cash;
        }
        var known = here.ToDictionary(o => o.Id);
        Assert.Empty(there.Where(o => !known.ContainsKey(o.ClientOrderId)).Select(o => o.ClientOrderId));
        foreach (var order in there)
            Assert.True(order.Filled == known[order.ClientOrderId].Filled.Value, $"{order.ClientOrderId}: {order.Filled} filled there, {known[order.ClientOrderId].Filled} booked here ({known[order.ClientOrderId].Status})");
        Assert.Empty(here.Where(o => !o.Status.IsFinal()).Select(o => $"{o.Id} {o.Status}"));
        Assert.Empty(here.Where(o => !o.Filled.IsZero && there.All(t => t.ClientOrderId != o.Id)).Select(o => o.Id));
        Assert.Equal(Total(binance, "BTC") - before.Btc, btc);
        Assert.Equal(before.Usdt - Total(binance, "USDT"), spent);
        Assert.All(await services.GetRequiredService<TradeStore>().LedgerSums(Cancel), sum => Assert.Equal(0m, sum.Value));
    }

    /// <summary>Every plan is over, and has bought and sold what its orders did.</summary>
    private static async Task AssertPlans(ServiceProvider services, int[] bots)
    {
        var plans = await services.GetRequiredService<IBotStore>().Plans(bots, 10_000, Cancel);
        Assert.NotEmpty(plans);
        Assert.Empty(plans.Where(p => !p.State.IsOver()).Select(p => $"{p.BotId}/{p.Number} {p.State}"));
        foreach (var bot in bots)
        {
            var fills = (await services.GetRequiredService<OrderStore>().Fills(bot, DateTimeOffset.UnixEpoch, 100_000, Cancel)).ToLookup(f => ClientOrderId.PlanOf(f.OrderId));
            foreach (var plan in plans.Where(p => p.BotId == bot))
            {
                decimal Of(Side side) => fills[plan.Number].Where(f => f.Side == side).Sum(f => f.Quantity.Value - (side == Side.Buy ? f.Fee : 0));
                Assert.True((plan.Bought, plan.Sold) == (Of(Side.Buy), Of(Side.Sell)), $"Plan {bot}/{plan.Number} says {plan.Bought} bought and {plan.Sold} sold; its fills say {Of(Side.Buy)} and {Of(Side.Sell)}.");
                Assert.InRange(plan.Sold, 0, plan.Bought);
            }
        }
    }

    private static decimal Total(BinanceStandIn binance, string asset) => binance.Account.Balance(asset) is var (free, locked) ? free + locked : 0;

    private static async Task<int[]> Prepare(ServiceProvider services, string connection, string? strategy)
    {
        var credentials = services.GetRequiredService<ICredentialStore>();
        var vault = new CredentialVault(MasterKeys.Load(Desk.FolderOf(connection), null, null), credentials, TimeProvider.System);
        await credentials.Add(vault.Seal("main", "binance", "ada", false, new ExchangeSecret(BinanceStandIn.ApiKey, BinanceStandIn.Secret)), Told("account-added"), Cancel);
        var bots = new List<int>();
        for (var i = 0; i < Bots; i++)
        {
            var bot = Some.Bot($"Live {i}", CrashHost.Market) with
            {
                Mode = BotMode.Live,
                Account = "main",
                Capital = Capital,
                Guards = (RiskProfile.Default with { MaxPriceGap = 0.5m }).ToJson(),
                ArmedAt = Some.Noon,
                ArmedBy = "ada",
                ArmedLimit = Capital,
            };
            if (strategy is not null)
                bot = bot with { Strategy = strategy, Parameters = "{}" };
            bots.Add(await services.GetRequiredService<IBotStore>().Create(
                bot, id => (Core.Positions.Ledger.OfCapital(id, new(Capital, CrashHost.Market.Symbol.Quote), Some.Noon), Told("bot-created")), Cancel));
        }
        return [.. bots];
    }

    private static Process Start(string connection, BinanceStandIn binance, int[] bots, int seed, CrashWork work)
    {
        var plan = Path.Combine(Desk.FolderOf(connection), "crash-plan.json");
        File.WriteAllText(plan, JsonSerializer.Serialize(new CrashPlan(connection, JsonSerializer.SerializeToElement(binance.Settings), bots, seed, work)));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in (string[])[typeof(CrashHost).Assembly.Location, "crash-host", plan])
            start.ArgumentList.Add(word);
        var host = Process.Start(start)!;
        host.ErrorDataReceived += (_, said) => Console.Error.WriteLine(said.Data);
        host.BeginErrorReadLine();
        return host;
    }

    private static async Task Said(Process host, string word)
    {
        var heard = new List<string>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Eventually.LongPatience);
        try
        {
            while (await host.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                if (line == word)
                {
                    // What it says from now on is read and forgotten: a full pipe would stop it at its next word.
                    _ = host.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return;
                }
                heard.Add(line);
            }
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            heard.Add("(nothing more for a long time)");
        }
        Assert.Fail($"The desk ended without saying '{word}'; it said: {string.Join(" | ", heard.Take(25).Concat(heard.TakeLast(15)))}");
    }

    private static void KillBridgeOf(Process host)
    {
        foreach (var node in Process.GetProcessesByName("node"))
        {
            using (node)
            {
                if (File.Exists($"/proc/{node.Id}/stat") && File.ReadAllText($"/proc/{node.Id}/stat").Split(' ')[3] == $"{host.Id}")
                    node.Kill();
            }
        }
    }

    private static Core.Events.DomainEvent Told(string kind) => new() { At = Some.Noon, Topic = Core.Events.EventTopic.Bots, Kind = kind, Text = kind };
}
