using System.Collections.Concurrent;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Risk;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// Carries out what the <see cref="KillSwitch"/> orders: entries are refused at once, every bot is stopped, orders that would open a position
/// are cancelled, and positions are sold where that was asked for; otherwise their guards stay at work. What cannot be done yet, because
/// an exchange or the bridge does not answer, is tried again until it is done.
/// </summary>
public sealed class EmergencyStop(KillSwitch flag, TradingBlocks blocks, BotEngine engine, IBotStore bots, EventTeller teller, TimeProvider time, ILogger<EmergencyStop> logger) : IDisposable
{
    private const string Block = "kill-switch";
    private readonly SemaphoreSlim _pressed = new(0);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Exchanges that do not answer keep nobody else waiting.</summary>
    private const int AtOnce = 16;

    private readonly ConcurrentDictionary<int, Attempt> _tried = new();
    private KillOrder? _order;

    /// <summary>What was ordered, or null while the switch is off.</summary>
    public KillOrder? Order => Volatile.Read(ref _order);

    /// <summary>Bots that are still to be stopped.</summary>
    public int Left { get; private set; }

    /// <summary>Presses the switch: durable and entries refused when it returns; the rest follows at once.</summary>
    public void Press(string by, string reason, bool flatten)
    {
        var order = new KillOrder(time.GetUtcNow(), by, reason, flatten);
        // Kept back in memory first: not even a full disk lets another entry through.
        Take(order);
        flag.Press(order);
        teller.Tell(EventTopic.Risk, "kill-switch-on", $"{by} pressed the kill switch{(flatten ? " and has all positions sold" : "")}. {reason}");
        _pressed.Release();
    }

    /// <summary>Lets bots be started again. None starts by itself.</summary>
    public void Release(string by)
    {
        flag.Release();
        Volatile.Write(ref _order, null);
        _tried.Clear();
        blocks.Clear(Block);
        teller.Tell(EventTopic.Risk, "kill-switch-off", $"{by} released the kill switch.");
    }

    /// <summary>Looks for the flag before anything is taken up.</summary>
    public void TakeUp()
    {
        if (flag.Read() is { } order)
            Take(order);
    }

    /// <summary>Acts on the flag, however it was set, until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            if (flag.Read() is { } order)
            {
                if (order != Order)
                {
                    Take(order);
                    _tried.Clear();
                }
                await Act(order, cancel);
            }
            else if (Order is not null)
            {
                // Taken away by hand, from the command line.
                Release("the command line");
            }
            await ((Task)_pressed.WaitAsync(TimeSpan.FromSeconds(1), cancel)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _pressed.Dispose();

    private void Take(KillOrder order)
    {
        Volatile.Write(ref _order, order);
        blocks.Set(Block, $"The kill switch is on since {order.At:yyyy-MM-dd HH:mm} UTC: {order.Reason}");
    }

    private async Task Act(KillOrder order, CancellationToken cancel)
    {
        try
        {
            var now = time.GetUtcNow();
            var left = (await bots.Snapshots(cancel)).Where(s => HasWork(s, order)).ToList();
            Left = left.Count;
            var due = left.Where(s => !_tried.TryGetValue(s.Bot.Id, out var before) || now >= before.Next).ToList();
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (snapshot, stop) => await Stop(snapshot.Bot, order, stop));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError("The kill switch could not look at every bot yet and tries again: {Reason}", exception.Message);
        }
    }

    /// <summary>Whether a bot is not yet as it is ordered to be. What was asked of an exchange and is under way is waited for.</summary>
    private static bool HasWork(BotSnapshot snapshot, KillOrder order) =>
        snapshot.Bot.Status == BotStatus.Running
        || snapshot.OpenOrders.Any(o => !o.IsProtective && o.Purpose == TradePurpose.Entry)
        || (order.Flatten && snapshot.OpenTrade is not null);

    /// <summary>Stops one bot; a fault of it is tried again, after longer and longer pauses, and keeps no other from being stopped.</summary>
    private async Task Stop(Bot bot, KillOrder order, CancellationToken cancel)
    {
        var tries = _tried.TryGetValue(bot.Id, out var before) ? before.Tries + 1 : 1;
        try
        {
            await engine.Stop(bot.Id, order.Flatten ? StopChoice.Close : StopChoice.CancelOrders, cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError("The kill switch could not stop bot {Bot} yet and tries again: {Reason}", bot.Id, exception.Message);
        }
        var pause = TimeSpan.FromSeconds(1 << Math.Min(tries, 6));
        _tried[bot.Id] = new Attempt(tries, time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause));
    }

    private readonly record struct Attempt(int Tries, DateTimeOffset Next);
}
