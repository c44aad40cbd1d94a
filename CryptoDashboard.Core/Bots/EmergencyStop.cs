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
    private readonly HashSet<int> _done = [];
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
        _done.Clear();
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
                    _done.Clear();
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
            var all = await bots.Snapshots(cancel);
            var left = all.Where(s => !_done.Contains(s.Bot.Id)).ToList();
            Left = left.Count;
            foreach (var snapshot in left)
            {
                var hasWork = snapshot.Bot.Status == BotStatus.Running || snapshot.OpenOrders.Count > 0 || (order.Flatten && snapshot.OpenTrade is not null);
                if (hasWork)
                    await engine.Stop(snapshot.Bot.Id, order.Flatten ? StopChoice.Close : StopChoice.CancelOrders, cancel);
                _done.Add(snapshot.Bot.Id);
                Left--;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError("The kill switch could not stop every bot yet and tries again: {Reason}", exception.Message);
        }
    }
}
