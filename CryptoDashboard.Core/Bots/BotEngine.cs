using System.Collections.Concurrent;
using System.Threading.Channels;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Time;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// Runs the bots of this node: takes each closed candle that one of them waits for, and each report of their orders, to the bot it
/// concerns. What a candle leads to is decided by <see cref="DecisionMaker"/> and kept by <see cref="BotJournal"/>.
/// </summary>
public sealed class BotEngine : IDisposable
{
    // How long a drained queue is watched before the job ends: a replay at full speed then needs no new job per candle.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(50);

    /// <summary>Most of a start is waiting for candles to be read.</summary>
    private const int TakenUpAtOnce = 8;

    /// <summary>How many accounts and markets are looked after at once: one exchange that is slow to answer must not keep the others waiting.</summary>
    private const int LookedAfterAtOnce = 8;

    /// <summary>From this many orders in doubt on, an account is asked for all that it has open on a market before it is asked for single ones.</summary>
    private const int ListedFrom = 3;

    private static readonly IReadOnlyDictionary<string, decimal> Nothing = new Dictionary<string, decimal>();

    private readonly ConcurrentDictionary<int, BotRunner> _runners = new();
    private readonly Dictionary<Timeframe, Channel<Due>> _due;
    private readonly Channel<int> _reports;
    private readonly BotParts _parts;
    private readonly ILogger<BotEngine> _logger;
    private readonly SemaphoreSlim _taking = new(1, 1);

    public BotEngine(
        MarketHub hub, IBotStore store, ICandleStore candles, CandleRecorder recorder, BotJournal journal, Venues venues, ConsensusPrices consensus,
        Stakes stakes, HeldOrders held, TradingBlocks blocks, Valuation values, TimeProvider time, ILogger<BotEngine> logger)
    {
        _parts = new BotParts(hub, store, candles, recorder, journal, venues, consensus, stakes, held, blocks, values, time, logger);
        _logger = logger;
        // A candle dropped here is not lost: the next one of its market finds it in the store and handles it first.
        _due = Timeframe.All.ToDictionary(t => t, _ => Channel.CreateBounded<Due>(
            new BoundedChannelOptions(65_536) { FullMode = BoundedChannelFullMode.DropOldest }, dropped => dropped.Hold.Dispose()));
        // Reports are facts and never dropped; there are at most as many as open orders have fills.
        _reports = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true });
        hub.CandleClosed += Offer;
        hub.Ticked += Touch;
        venues.Paper.Reported += Take;
        venues.Live.Reported += Take;
        held.Reported += Take;
    }

    /// <summary>A candle closed that a running bot waits for; whoever listens sees to it that <see cref="HandleDue"/> runs soon.</summary>
    public event Action<Timeframe>? CandleDue;

    /// <summary>Takes up every bot that was running, or has open orders, when this process last ended. Call before feeds start.</summary>
    public async Task TakeUp(CancellationToken cancel)
    {
        var runners = (await _parts.Store.ToTakeUp(cancel)).Select(snapshot => _runners[snapshot.Bot.Id] = new BotRunner(snapshot, _parts)).ToList();
        await Parallel.ForEachAsync(
            runners,
            new ParallelOptions { MaxDegreeOfParallelism = TakenUpAtOnce, CancellationToken = cancel },
            async (runner, stop) =>
            {
                try
                {
                    await runner.TakeUp(stop);
                }
                catch (Exception exception) when (exception is KeyNotFoundException or ArgumentException or FormatException)
                {
                    await runner.Halt($"Its settings do not fit any more. {exception.Message} Edit the bot, then start it.", stop);
                }
            });
    }

    /// <summary>Starts a bot; returns when that is durable.</summary>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public async Task Start(int botId, CancellationToken cancel) => await (await Known(botId, cancel)).Start(cancel);

    /// <summary>Stops a bot; returns when that is durable and what was chosen for its orders and position was done.</summary>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public async Task Stop(int botId, StopChoice choice, CancellationToken cancel) => await (await Known(botId, cancel)).Stop(choice, cancel);

    /// <summary>Lets a running bot enter on no candle that closes after a moment; it stops when it is flat.</summary>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public async Task Leave(int botId, DateTimeOffset at, string because, CancellationToken cancel) => await (await Known(botId, cancel)).Leave(at, because, cancel);

    /// <summary>Lets one that leaves enter again.</summary>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public async Task Stay(int botId, string because, CancellationToken cancel) => await (await Known(botId, cancel)).Stay(because, cancel);

    /// <summary>Stops a bot for a reason that a person should look at.</summary>
    public async Task Halt(int botId, string reason, CancellationToken cancel) => await (await Known(botId, cancel)).Halt(reason, cancel);

    /// <summary>An order by hand or by a plan, through the same gate as a signal.</summary>
    /// <param name="group">Orders of one group are either-or; null for one on its own.</param>
    /// <returns>The order as it stands after it was sent, or why there is none.</returns>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public async Task<(Order? Order, RiskRefusal? Refused)> Submit(int botId, TradeRequest request, string reason, string? group, CancellationToken cancel) =>
        await (await Known(botId, cancel)).Submit(request, reason, group, cancel);

    /// <summary>A stop and a take-profit by hand that the exchange keeps as one, through the same gate.</summary>
    /// <returns>Both as they stand after they were sent, or why there are none; all null where the exchange keeps no pairs.</returns>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public async Task<(Order? Stop, Order? Target, RiskRefusal? Refused)> SubmitPair(int botId, TradeRequest stop, TradeRequest target, (string Stop, string Target) reasons, string group, CancellationToken cancel) =>
        await (await Known(botId, cancel)).SubmitPair(stop, target, reasons, group, cancel);

    /// <summary>A genuine signal from outside, through the same gate as one of a strategy; durable with its order when this returns.</summary>
    /// <returns>The signal with what became of it, and whether it was known before: nothing was done then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public async Task<(OutsideSignal Signal, bool IsReplay)> TakeOutside(OutsideSignal asked, CancellationToken cancel) =>
        await (await Known(asked.BotId, cancel)).TakeOutside(asked, cancel);

    /// <summary>What the gate would say to a request at this moment, with the bot's equity and what it holds.</summary>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public async Task<(RiskVerdict Verdict, decimal Equity, decimal Held)> Preview(int botId, TradeRequest request, CancellationToken cancel) => (await Known(botId, cancel)).Preview(request);

    /// <summary>Makes a plan, with its entry sent.</summary>
    /// <returns>The plan as it stands then, or why there is none.</returns>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public async Task<(TradePlan? Plan, RiskRefusal? Refused)> MakePlan(int botId, PlanDraft draft, Money.Price last, string by, CancellationToken cancel) =>
        await (await Known(botId, cancel)).MakePlan(draft, last, by, cancel);

    /// <summary>Changes a plan that is not over; returns when that is durable and what it asks for was done.</summary>
    /// <param name="change">Gives the plan as it is to be and says what changed.</param>
    /// <exception cref="ArgumentException">It is over, or the change has a fault.</exception>
    public async Task ChangePlan(int botId, int number, Func<TradePlan, (TradePlan Plan, string Told)> change, CancellationToken cancel) =>
        await (await Known(botId, cancel)).ChangePlan(number, change, cancel);

    /// <summary>How many entries a bot at work sent within the last hour of its market.</summary>
    public int EntriesThisHour(int botId) => _runners.TryGetValue(botId, out var runner) ? runner.EntriesThisHour : 0;

    /// <summary>The plans of a bot at work that are not over.</summary>
    public IReadOnlyCollection<TradePlan> PlansOf(int botId) => _runners.TryGetValue(botId, out var runner) ? runner.Plans : [];

    /// <summary>Asks for the end of an order; one that is over already stays as it is.</summary>
    /// <exception cref="KeyNotFoundException">There is no such bot.</exception>
    public async Task Cancel(int botId, string orderId, CancellationToken cancel) => await (await Known(botId, cancel)).CancelOrder(orderId, cancel);

    /// <summary>Asks again about orders in doubt and ends those whose time is over, each second; ends when cancelled.</summary>
    public async Task RunChores(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _parts.Time);
        while (await timer.WaitForNextTickAsync(cancel))
            await ForEachAccountAndMarket(_runners.Values.Where(r => r.HasChores), DoChores, cancel);
    }

    /// <summary>How many orders of all bots the exchanges have to be asked about: after a start, all that are open with real money.</summary>
    public int InDoubt => _runners.Values.Sum(r => r.InDoubt);

    /// <summary>Compares the open orders of live bots with their exchanges and books what was missed.</summary>
    /// <returns>By bot, how many orders were not as they were believed to be; only those with any.</returns>
    public async Task<IReadOnlyDictionary<int, int>> CompareOrders(CancellationToken cancel)
    {
        var healed = new ConcurrentDictionary<int, int>();
        await ForEachAccountAndMarket(
            _runners.Values.Where(r => r.Bot.IsLive && r.OpenOrders.Count > 0),
            async (account, market, runners, stop) =>
            {
                if (await OpenAt(account, market, stop) is not { } open)
                    return;
                foreach (var runner in runners)
                    await Guarded(runner, async s => healed[runner.Bot.Id] = await runner.CompareOrders(open, s), stop);
            },
            cancel);
        return healed.Where(h => h.Value > 0).ToDictionary();
    }

    private static Task ForEachAccountAndMarket(IEnumerable<BotRunner> runners, Func<string, MarketId, IReadOnlyList<BotRunner>, CancellationToken, Task> work, CancellationToken cancel) =>
        Parallel.ForEachAsync(
            runners.GroupBy(r => (r.Bot.Account, r.Bot.Market)).ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = LookedAfterAtOnce, CancellationToken = cancel },
            async (group, stop) => await work(group.Key.Account, group.Key.Market, [.. group], stop));

    private async Task DoChores(string account, MarketId market, IReadOnlyList<BotRunner> runners, CancellationToken cancel)
    {
        var open = runners.Sum(r => r.DueDoubts) >= ListedFrom ? await OpenAt(account, market, cancel) : Nothing;
        if (open is null)
        {
            foreach (var runner in runners)
                runner.PostponeDoubts();
        }
        foreach (var runner in runners)
            await Guarded(runner, stop => runner.DoChores(open ?? Nothing, stop), cancel);
    }

    /// <summary>What was filled of each order that an account has open on a market, by our names: one question for all of them.</summary>
    /// <returns>None where the exchange has no such list; null where it could not be asked at all.</returns>
    private async Task<IReadOnlyDictionary<string, decimal>?> OpenAt(string account, MarketId market, CancellationToken cancel)
    {
        if (_parts.Venues.Live is not CcxtExchange live)
            return Nothing;
        var open = new Dictionary<string, decimal>(StringComparer.Ordinal);
        try
        {
            foreach (var order in await live.OpenOrders(market.Exchange, account, market.Symbol.ToString(), cancel))
            {
                if (order is { ClientOrderId: { } name, Filled: { } filled })
                    open[name] = filled;
            }
        }
        catch (OutsideFault fault)
        {
            _logger.LogInformation("The open orders of {Account} on {Market} could not be listed: {Reason}", account, market, fault.Message);
            if (fault.Kind == OutsideFaultKind.Transient)
                return null;
        }
        return open;
    }

    /// <summary>Whether a bot at work knows an order that is not over.</summary>
    public bool HasOpen(int botId, string orderId) => _runners.TryGetValue(botId, out var runner) && runner.HasOpen(orderId);

    /// <summary>The open orders of a bot at work, ahead of the database by what is being committed.</summary>
    public IReadOnlyCollection<Order> OpenOrdersOf(int botId) => _runners.TryGetValue(botId, out var runner) ? runner.OpenOrders : [];

    /// <summary>Forgets a bot whose settings changed or that was deleted; it is read anew when it is needed.</summary>
    public async Task Forget(int botId, CancellationToken cancel)
    {
        await _taking.WaitAsync(cancel);
        try
        {
            if (_runners.TryGetValue(botId, out var runner) && !runner.IsRunning && runner.OpenOrders.Count == 0 && runner.Plans.Count == 0)
            {
                _runners.TryRemove(botId, out _);
                _parts.Stakes.Forget(botId);
            }
        }
        finally
        {
            _taking.Release();
        }
    }

    /// <summary>The newest state of a bot at work, ahead of the database by what is being committed; null for one not at work here.</summary>
    public (BotProgress Progress, Holding Holding)? StateOf(int botId) => _runners.TryGetValue(botId, out var runner) ? runner.State : null;

    /// <summary>Whether any bot waits for candles of this market.</summary>
    public bool Watches(MarketId market) => _runners.Values.Any(r => r.IsRunning && r.Bot.Market == market);

    /// <summary>Handles every closed candle that waits, of one timeframe, in order per bot; returns soon after the last.</summary>
    public async Task HandleDue(Timeframe timeframe, CancellationToken cancel)
    {
        var reader = _due[timeframe].Reader;
        var batch = new List<Due>();
        while (true)
        {
            batch.Clear();
            while (batch.Count < 1_000 && reader.TryRead(out var due))
                batch.Add(due);
            if (batch.Count == 0)
            {
                if (!await MoreSoon(reader, cancel))
                    return;
                continue;
            }
            try
            {
                await Handle(batch, cancel);
            }
            finally
            {
                foreach (var due in batch)
                    due.Hold.Dispose();
            }
        }
    }

    /// <summary>Takes order reports to their bots; ends when cancelled.</summary>
    public async Task RunReports(CancellationToken cancel)
    {
        var batch = new HashSet<int>();
        while (await _reports.Reader.WaitToReadAsync(cancel))
        {
            batch.Clear();
            while (batch.Count < 1_000 && _reports.Reader.TryRead(out var bot))
                batch.Add(bot);
            // Bots side by side, so that their fills share commits; the reports of one bot in order.
            await Task.WhenAll(batch.Select(bot => _runners.TryGetValue(bot, out var runner) ? Guarded(runner, runner.BookReports, cancel) : Task.CompletedTask));
        }
    }

    public void Dispose()
    {
        _parts.Hub.CandleClosed -= Offer;
        _parts.Hub.Ticked -= Touch;
        _parts.Venues.Paper.Reported -= Take;
        _parts.Venues.Live.Reported -= Take;
        _parts.Held.Reported -= Take;
        _taking.Dispose();
        foreach (var runner in _runners.Values)
            runner.Dispose();
    }

    private static async Task<bool> MoreSoon(ChannelReader<Due> reader, CancellationToken cancel)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(Linger);
        try
        {
            return await reader.WaitToReadAsync(soon.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Offer(Market market, ClosedCandle closed)
    {
        foreach (var runner in _runners.Values)
        {
            if (runner.IsRunning && runner.Bot.Market == closed.Market && runner.Bot.Timeframe == closed.Timeframe)
            {
                _due[closed.Timeframe].Writer.TryWrite(new Due(closed, market.Hold()));
                CandleDue?.Invoke(closed.Timeframe);
                return;
            }
        }
    }

    private void Touch(Market market, Ticker ticker)
    {
        foreach (var (id, runner) in _runners)
        {
            if (runner.Bot.Market == market.Id && runner.Touch(market, ticker))
                _reports.Writer.TryWrite(id);
        }
    }

    private void Take(OrderReport report)
    {
        if (!_runners.TryGetValue(report.BotId, out var runner))
        {
            report.Handled.Dispose();
            return;
        }
        runner.Leave(report);
        _reports.Writer.TryWrite(report.BotId);
    }

    private async Task Handle(List<Due> batch, CancellationToken cancel)
    {
        var work = new List<(BotRunner Runner, List<ClosedCandle> Candles)>();
        foreach (var runner in _runners.Values)
        {
            if (!runner.IsRunning)
                continue;
            var candles = batch.Where(d => d.Closed.Market == runner.Bot.Market && d.Closed.Timeframe == runner.Bot.Timeframe).Select(d => d.Closed).ToList();
            if (candles.Count > 0)
                work.Add((runner, candles));
        }
        if (work.Count == 1)
            await HandleOne(work[0].Runner, work[0].Candles, cancel);
        else
            await Task.WhenAll(work.Select(w => HandleOne(w.Runner, w.Candles, cancel)));
    }

    private Task HandleOne(BotRunner runner, List<ClosedCandle> candles, CancellationToken cancel) => Guarded(
        runner,
        async stop =>
        {
            foreach (var candle in candles)
                await runner.Handle(candle, stop);
        },
        cancel);

    // A fault of one bot must not take the others down, and must not go on silently: the bot halts and says why.
    private async Task Guarded(BotRunner runner, Func<CancellationToken, Task> step, CancellationToken cancel)
    {
        try
        {
            await step(cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _logger.LogError(exception, "Bot {Bot} failed and is halted", runner.Bot.Id);
            try
            {
                await runner.Halt(exception is FillConflict ? exception.Message : $"An unexpected error stopped it: {exception.Message} Look at the log, then start it again.", cancel);
            }
            catch (Exception again) when (again is not OperationCanceledException)
            {
                _logger.LogError(again, "Bot {Bot} could not be halted", runner.Bot.Id);
            }
        }
    }

    private async Task<BotRunner> Known(int botId, CancellationToken cancel) =>
        await Runner(botId, cancel) ?? throw new KeyNotFoundException($"There is no bot {botId}; it may have been deleted.");

    private async Task<BotRunner?> Runner(int botId, CancellationToken cancel)
    {
        await _taking.WaitAsync(cancel);
        try
        {
            if (_runners.TryGetValue(botId, out var known))
                return known;
            if (await _parts.Store.Load(botId, cancel) is not { } snapshot)
                return null;
            return _runners[botId] = new BotRunner(snapshot, _parts);
        }
        finally
        {
            _taking.Release();
        }
    }

    private readonly record struct Due(ClosedCandle Closed, IDisposable Hold);
}
