using System.Collections.Concurrent;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.Drills;

/// <summary>The exchange of a drilled desk: it lives in another process, so that it outlives every kill of the desk.</summary>
public sealed class WireExchange(MarketHub hub) : IExchange
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<ExchangeAnswer>> _asked = new();
    private Action<DrillFrame>? _send;
    private long _number;

    public event Action<OrderReport>? Reported;

    /// <summary>Where questions go; set before the first bot is taken up.</summary>
    public void Connect(Action<DrillFrame> send) => _send = send;

    public bool Holds(MarketId market, OrderTerms terms) => FaultExchange.CanHold(market, terms);

    public async Task<OrderEvent> Place(Order order, CancellationToken cancel) => (await Ask(ExchangeCallKind.Place, order, cancel)).Told!;

    public async Task<OrderEvent> Cancel(Order order, CancellationToken cancel) => (await Ask(ExchangeCallKind.Cancel, order, cancel)).Told!;

    public async Task<FoundOrder?> Find(Order order, CancellationToken cancel) => (await Ask(ExchangeCallKind.Find, order, cancel)).Found;

    internal void Take(ExchangeAnswer answer)
    {
        if (_asked.TryRemove(answer.Number, out var waiting))
            waiting.TrySetResult(answer);
    }

    /// <summary>The market counts as unsettled until the news is booked.</summary>
    internal void Take(ExchangeNews news, MarketId market)
    {
        if (hub.TryGet(market, out var open))
            Reported?.Invoke(new OrderReport(news.BotId, news.OrderId, news.Happened, open.Hold()));
    }

    private async Task<ExchangeAnswer> Ask(ExchangeCallKind kind, Order order, CancellationToken cancel)
    {
        var number = Interlocked.Increment(ref _number);
        var waiting = _asked[number] = new TaskCompletionSource<ExchangeAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        (_send ?? throw new InvalidOperationException("The line to the exchange is not connected."))(new DrillFrame { Ask = new ExchangeCall(number, kind, order.Id) });
        var answer = await waiting.Task.WaitAsync(cancel);
        return answer.Fault is null ? answer : throw new OutsideFault(OutsideFaultKind.Transient, order.Market.Exchange, answer.FaultCode!, answer.Fault);
    }
}
