using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.Drills;

/// <summary>
/// One way in which an exchange, a line, a disk or a process fails, applied again and again while a bot trades. The base is honest; a
/// scenario changes what the desk is told, or asks the conductor for what an exchange cannot do: a kill, a full disk.
/// </summary>
public abstract class Scenario
{
    /// <summary>Stable name, lower-case with dashes.</summary>
    public abstract string Name { get; }

    /// <summary>What it is called on pages.</summary>
    public abstract string Title { get; }

    /// <summary>What happens to the bot, one sentence.</summary>
    public abstract string Does { get; }

    /// <summary>Whether the bot must halt (true), must go on (false), or may do either (null).</summary>
    public virtual bool? MustHalt => false;

    /// <summary>What the conductor does in the middle of this candle, besides playing it.</summary>
    /// <param name="candle">Its number, from 0.</param>
    /// <param name="of">How many there are.</param>
    public virtual Mishap MishapAt(int candle, int of, ExchangeTruth truth) => Mishap.None;

    /// <summary>Whether the desk is killed at this call, and when.</summary>
    public virtual KillMoment KillAt(ExchangeCallKind call) => KillMoment.Never;

    /// <summary>What there is of answer and of reports to an order that was sent.</summary>
    public virtual Answer Place(ExchangeTruth truth, Order order, DateTimeOffset now) => PlaceHonestly(truth, order, now);

    public virtual Answer Cancel(ExchangeTruth truth, Order order, DateTimeOffset now) => CancelHonestly(truth, order, now);

    /// <exception cref="OutsideFault">It could not be asked.</exception>
    public virtual FoundOrder? Find(ExchangeTruth truth, Order order, DateTimeOffset now) => FindHonestly(truth, order, now);

    /// <summary>What is told of something that happened: nothing, the same, or more than that.</summary>
    public virtual IEnumerable<OrderEvent> Tell(TruthOrder order, OrderEvent happened, DateTimeOffset now) => [happened];

    internal static Answer PlaceHonestly(ExchangeTruth truth, Order order, DateTimeOffset now)
    {
        var (taken, refused) = truth.Take(order, now);
        return taken is null ? new Answer(new OrderEvent.Rejected(now, refused!), []) : new Answer(new OrderEvent.Accepted(now, taken.ExchangeId), truth.MeetAtOnce(taken, now));
    }

    internal static Answer CancelHonestly(ExchangeTruth truth, Order order, DateTimeOffset now) => truth.Cancel(order.Id)
        ? new Answer(new OrderEvent.CancelAsked(now), [(truth.Find(order.Id)!, new OrderEvent.Cancelled(now))])
        : new Answer(new OrderEvent.NotFound(now), []);

    internal static FoundOrder? FindHonestly(ExchangeTruth truth, Order order, DateTimeOffset now) => truth.Find(order.Id) is { } found
        ? new FoundOrder(found.ExchangeId, found.State, new Money.Quantity(found.Filled), [.. found.Fills], now)
        : null;

    /// <summary>The exchange cannot be asked at the moment.</summary>
    protected static OutsideFault Silent(ExchangeTruth truth, string code, string why) => new(OutsideFaultKind.Transient, truth.Market.Exchange, code, $"{truth.Market.Exchange}: {why}");

    /// <summary>What the desk is told at once, and what happened besides, to be reported.</summary>
    public sealed record Answer(OrderEvent Told, IEnumerable<(TruthOrder Order, OrderEvent Happened)> Happened);
}

/// <summary>What befalls the desk or the market in the middle of a candle.</summary>
public enum Mishap
{
    None = 0,

    /// <summary>The process of the desk is ended without warning and started anew.</summary>
    Kill = 1,

    /// <summary>The database refuses to keep anything for a while.</summary>
    DiskFull = 2,

    /// <summary>The market is taken off the exchange.</summary>
    Delist = 3,
}

/// <summary>What a desk asks an exchange for.</summary>
public enum ExchangeCallKind
{
    Place = 1,
    Cancel = 2,
    Find = 3,
}

/// <summary>When, around one call of the desk to its exchange, the desk is killed.</summary>
public enum KillMoment
{
    Never = 0,

    /// <summary>The request was on its way and never arrived.</summary>
    BeforeItArrives = 1,

    /// <summary>The exchange carried it out; the answer finds nobody.</summary>
    BeforeTheAnswer = 2,

    /// <summary>The answer was sent, and perhaps nothing of it was kept.</summary>
    AfterTheAnswer = 3,
}
