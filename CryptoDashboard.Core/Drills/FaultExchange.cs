using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills;

/// <summary>
/// An exchange with an honest core and a bad line: a <see cref="Scenario"/> stands between what happens and what the desk is told of it.
/// Stops rest with it for markets of Binance and are held by the desk for all others, so that both ways are drilled.
/// </summary>
public sealed class FaultExchange(ExchangeTruth truth, Scenario scenario, TimeProvider time) : IExchange
{
    private readonly Lock _gate = new();

    public event Action<OrderReport>? Reported;

    public ExchangeTruth Truth => truth;

    /// <summary>Whether the fault is over: from here on all is told as it is.</summary>
    public bool IsCalm { get; private set; }

    public bool Holds(MarketId market, OrderTerms terms) => CanHold(market, terms);

    /// <summary>The same for a desk that asks from another process.</summary>
    public static bool CanHold(MarketId market, OrderTerms terms) => terms.Kind switch
    {
        OrderKind.Market or OrderKind.Limit => true,
        OrderKind.StopLimit => market.Exchange == "binance",
        _ => false,
    };

    public Task<OrderEvent> Place(Order order, CancellationToken cancel) => Ask(now => IsCalm ? Scenario.PlaceHonestly(truth, order, now) : scenario.Place(truth, order, now));

    public Task<OrderEvent> Cancel(Order order, CancellationToken cancel) => Ask(now => IsCalm ? Scenario.CancelHonestly(truth, order, now) : scenario.Cancel(truth, order, now));

    public Task<FoundOrder?> Find(Order order, CancellationToken cancel)
    {
        lock (_gate)
            return Task.FromResult(IsCalm ? Scenario.FindHonestly(truth, order, time.GetUtcNow()) : scenario.Find(truth, order, time.GetUtcNow()));
    }

    /// <summary>A price of the market.</summary>
    public void Meet(Ticker ticker)
    {
        lock (_gate)
            Tell(truth.Meet(ticker));
    }

    /// <summary>Takes the market off the exchange.</summary>
    public void Delist()
    {
        lock (_gate)
            Tell(truth.Delist(time.GetUtcNow()));
    }

    /// <summary>Ends the fault. What was kept back is not told any more: the desk has to ask.</summary>
    public void CalmDown()
    {
        lock (_gate)
            IsCalm = true;
    }

    private Task<OrderEvent> Ask(Func<DateTimeOffset, Scenario.Answer> ask)
    {
        lock (_gate)
        {
            var answer = ask(time.GetUtcNow());
            Tell(answer.Happened);
            return Task.FromResult(answer.Told);
        }
    }

    private void Tell(IEnumerable<(TruthOrder Order, OrderEvent Happened)> all)
    {
        foreach (var (order, happened) in all)
        {
            // That it woke at the exchange or followed the price is not told by exchanges.
            if (happened is OrderEvent.Woken or OrderEvent.Trailed)
                continue;
            foreach (var told in IsCalm ? [happened] : scenario.Tell(order, happened, time.GetUtcNow()))
                Reported?.Invoke(new OrderReport(order.Order.BotId, order.Order.Id, told, Nothing.Instance));
        }
    }

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
