using System.Collections.Concurrent;
using System.Text.Json;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Outside;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>
/// Accounts at real exchanges, through ccxt. What the exchange pushes is passed on at once (<see cref="AccountStream"/>); what is asked for
/// by <see cref="Find"/> is the truth that settles every doubt. A time-out after sending is told as <see cref="OrderEvent.AnswerLost"/>,
/// never as a failure, and nothing is ever sent a second time blindly.
/// </summary>
public sealed class CcxtExchange(BridgeClient bridge, FillWitness witness, MarketHub hub, TimeProvider time, ILogger<CcxtExchange> logger) : IExchange
{
    /// <summary>The code of the fault that an exchange counts more as filled than it tells fills of: it was asked, and has to be asked again.</summary>
    internal const string FillsMissing = "FillsMissing";

    private const int Tries = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly AccountStream _stream = new();
    private readonly TakenOrders _taken = new();
    private readonly ConcurrentDictionary<string, bool> _keepsStops = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _keepsPairs = new(StringComparer.Ordinal);

    public event Action<OrderReport>? Reported;

    /// <summary>An account is heard from now on, for the first time or after an interruption: what happened before must be asked for.</summary>
    public event Action<string>? Heard;

    /// <summary>
    /// Market and limit orders everywhere, stop-limits where ccxt's features say that the exchange keeps them as it keeps any order; what else
    /// there is, and all stops while that is not known, is kept here. A take-profit beside such a stop rests with the exchange where that keeps pairs.
    /// </summary>
    public bool Holds(MarketId market, OrderTerms terms) => terms.Kind switch
    {
        OrderKind.Market or OrderKind.Limit => true,
        OrderKind.StopLimit => _keepsStops.ContainsKey(market.Exchange),
        _ => false,
    };

    public bool HoldsPair(MarketId market) => _keepsPairs.ContainsKey(market.Exchange);

    public async Task<(OrderEvent Stop, OrderEvent Target)> PlacePair(Order stop, Order target, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _stream.Expect(stop);
                _stream.Expect(target);
                var answer = await bridge.CreatePair(stop.Market.Exchange, stop.Account, Request(stop, target), cancel);
                return (Taken(stop, answer), Taken(target, answer));
            }
            catch (OutsideFault fault) when (fault.MayRetry && attempt < Tries)
            {
                // Certain not to have arrived: sending the same again is the same pair.
                var wait = fault.RetryAfter ?? TimeSpan.FromMilliseconds(250 * attempt);
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancel);
            }
            catch (OutsideFault fault)
            {
                logger.LogWarning("Pair {Stop} and {Target} at {Exchange}: {Code} {Message}", stop.Id, target.Id, stop.Market.Exchange, fault.Code, fault.Message);
                var now = time.GetUtcNow();
                if (!fault.IsOutcomeUnknown && fault.Code != "DuplicateOrderId")
                    return (new OrderEvent.Rejected(now, fault.Message), new OrderEvent.Rejected(now, fault.Message));
                _taken.Note(stop.Id, null);
                _taken.Note(target.Id, null);
                return (new OrderEvent.AnswerLost(now), new OrderEvent.AnswerLost(now));
            }
        }
    }

    private OrderEvent Taken(Order order, IReadOnlyList<BridgeOrder> answer)
    {
        if (answer.FirstOrDefault(a => a.ClientOrderId == order.Id) is not { } told)
            return new OrderEvent.AnswerLost(time.GetUtcNow());
        _taken.Note(order.Id, told.Id);
        foreach (var happened in _stream.Answered(order, told))
            Report(order, happened);
        return new OrderEvent.Accepted(time.GetUtcNow(), told.Id);
    }

    private static BridgePairRequest Request(Order stop, Order target) => new(
        stop.Market.Symbol.ToString(),
        stop.Remaining,
        new(stop.Id, stop.LimitPrice!.Value.Value, stop.TriggerPrice!.Value.Value),
        new(target.Id, target.TriggerPrice!.Value.Value),
        stop.Id + "p");

    public async Task<OrderEvent> Place(Order order, CancellationToken cancel)
    {
        if (_taken.TryGet(order.Id, out var known))
            return known is null ? new OrderEvent.AnswerLost(time.GetUtcNow()) : new OrderEvent.Accepted(time.GetUtcNow(), known);
        var sending = witness.Begin(order);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _stream.Expect(order);
                var answer = await bridge.CreateOrder(order.Market.Exchange, order.Account, Request(order), cancel);
                _taken.Note(order.Id, answer.Id);
                Witness(order, sending);
                foreach (var happened in _stream.Answered(order, answer))
                    Report(order, happened);
                return new OrderEvent.Accepted(time.GetUtcNow(), answer.Id);
            }
            catch (OutsideFault fault) when (fault.MayRetry && attempt < Tries)
            {
                // Certain not to have arrived: sending the same again is the same order.
                var wait = fault.RetryAfter ?? TimeSpan.FromMilliseconds(250 * attempt);
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancel);
            }
            catch (OutsideFault fault)
            {
                logger.LogWarning("Order {Order} at {Exchange}: {Code} {Message}", order.Id, order.Market.Exchange, fault.Code, fault.Message);
                if (!fault.IsOutcomeUnknown && fault.Code != "DuplicateOrderId")
                    return new OrderEvent.Rejected(time.GetUtcNow(), fault.Message);
                _taken.Note(order.Id, null);
                return new OrderEvent.AnswerLost(time.GetUtcNow());
            }
        }
    }

    public async Task<OrderEvent> Cancel(Order order, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await bridge.CancelOrder(order.Market.Exchange, order.Account, order.Market.Symbol.ToString(), order.Id, cancel);
                return new OrderEvent.CancelAsked(time.GetUtcNow());
            }
            catch (OutsideFault fault) when (fault.Code == "OrderNotFound")
            {
                return new OrderEvent.NotFound(time.GetUtcNow());
            }
            catch (OutsideFault fault) when (fault.Kind == OutsideFaultKind.Transient && attempt < Tries)
            {
                // Cancelling twice is cancelling once.
                var wait = fault.RetryAfter ?? TimeSpan.FromMilliseconds(250 * attempt);
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancel);
            }
        }
    }

    public async Task<FoundOrder?> Find(Order order, CancellationToken cancel)
    {
        var symbol = order.Market.Symbol.ToString();
        if (await bridge.FetchOrder(order.Market.Exchange, order.Account, symbol, order.Id, cancel) is not { } found)
            return null;
        var filled = found.Filled ?? 0;
        var fills = new List<Fill>();
        if (filled > 0)
        {
            var told = found.Fills.Count > 0 && found.Fills.All(f => f.Id is not null && f.Fees.Count > 0) && found.Fills.Sum(f => f.Amount ?? 0) == filled
                ? found.Fills
                : [.. (await bridge.MyTrades(order.Market.Exchange, order.Account, symbol, order.PlacedAt.AddMinutes(-5), cancel)).Where(f => f.Order == found.Id)];
            fills.AddRange(told.Select(f => ToFill(order, f.Fees.Count > 0 ? f : Estimated(order.Market, f), time.GetUtcNow())).OrderBy(f => f.At));
            if (fills.Sum(f => f.Quantity.Value) < filled)
                throw new OutsideFault(OutsideFaultKind.Transient, order.Market.Exchange, FillsMissing, $"{order.Market.Exchange} counts {filled} as filled and has not told of every fill yet.");
        }
        var state = found.Status switch
        {
            "closed" => FoundState.Filled,
            "canceled" => FoundState.Cancelled,
            "expired" => FoundState.Expired,
            "rejected" => FoundState.Rejected,
            _ => FoundState.Open,
        };
        return new FoundOrder(found.Id, state, new Quantity(filled), fills, found.Updated ?? time.GetUtcNow());
    }

    /// <summary>All that is open on an account, whoever placed it.</summary>
    public Task<IReadOnlyList<BridgeOrder>> OpenOrders(string exchange, string account, string symbol, CancellationToken cancel) => bridge.OpenOrders(exchange, account, symbol, cancel);

    /// <summary>What an account holds.</summary>
    public async Task<IReadOnlyDictionary<string, BridgeHolding>> Balances(string exchange, string account, CancellationToken cancel) =>
        (await bridge.Balance(exchange, account, cancel)).Assets;

    /// <summary>Deposits and withdrawals since a moment; none where the exchange does not tell of them.</summary>
    public async Task<IReadOnlyList<BridgeTransfer>> Transfers(string exchange, string account, DateTimeOffset since, CancellationToken cancel) =>
        await bridge.Transfers(exchange, account, since, cancel) ?? [];

    /// <summary>An order of an earlier life of this program is open: news of it will come.</summary>
    public void Expect(Order order) => _stream.Expect(order);

    /// <summary>An order that was asked for is open: news of it will come.</summary>
    public void Expect(Order order, FoundOrder found)
    {
        foreach (var happened in _stream.Found(order, found))
            Report(order, happened);
    }

    /// <summary>Passes on what the exchange pushes of an account, until cancelled. A stream that ends is opened again after a pause.</summary>
    public Task Listen(string exchange, string account, CancellationToken cancel) => Task.WhenAll(
        Learn(exchange, cancel),
        Stay(exchange, account, ReadOrders, cancel),
        Stay(exchange, account, ReadFills, cancel));

    /// <summary>A test net's prices are made up and its queues are empty: it teaches nothing about the exchange.</summary>
    private void Witness(Order order, FillWitness.Sending sending)
    {
        if (!bridge.IsTestNet(order.Market.Exchange, order.Account))
            witness.Answered(sending);
    }

    internal static Fill ToFill(Order order, BridgeFill told, DateTimeOffset now)
    {
        // Taken in two assets, which no large exchange does, the first is booked; the rest shows in the books as unexplained.
        var currency = told.Fees.Count > 0 ? told.Fees[0].Currency : null;
        var asset = currency is { Length: > 0 } code ? new Asset(code) : FeeAssets.Of(order.Market, order.Side);
        return new Fill
        {
            OrderId = order.Id,
            FillId = told.Id ?? throw new OutsideFault(OutsideFaultKind.Transient, order.Market.Exchange, "NoFillId", $"{order.Market.Exchange} told of a fill without its number."),
            BotId = order.BotId,
            Market = order.Market,
            Side = order.Side,
            Price = new Price(told.Price ?? 0),
            Quantity = new Quantity(told.Amount ?? 0),
            Fee = told.Fees.Where(f => f.Currency == currency).Sum(f => f.Cost),
            FeeAsset = asset,
            IsMaker = told.Role == "maker",
            At = told.Timestamp ?? now,
        };
    }

    /// <summary>A fill with its fee: as it is, as the account's list of trades has it, or by the market's rate where nobody tells. It is never 0 because it was not said.</summary>
    private async Task<BridgeFill> WithFee(string exchange, string account, BridgeFill fill, CancellationToken cancel)
    {
        if (fill.Fees.Count > 0 || fill.Symbol is not { } symbol || !Symbol.TryParse(symbol, out var pair))
            return fill;
        try
        {
            var told = await bridge.MyTrades(exchange, account, symbol, (fill.Timestamp ?? time.GetUtcNow()).AddMinutes(-1), cancel);
            if (told.FirstOrDefault(t => t.Id == fill.Id && t.Fees.Count > 0) is { } whole)
                return whole;
        }
        catch (OutsideFault fault)
        {
            logger.LogInformation("The fee of fill {Fill} at {Exchange} could not be asked for: {Reason}", fill.Id, exchange, fault.Message);
        }
        return Estimated(new MarketId(exchange, pair), fill);
    }

    private BridgeFill Estimated(MarketId market, BridgeFill fill)
    {
        var rules = hub.TryGet(market, out var open) ? open.Rules : TradingRules.Default;
        var side = fill.Side == "sell" ? Side.Sell : Side.Buy;
        var asset = FeeAssets.Of(market, side);
        var amount = fill.Amount ?? 0;
        var cost = (asset == market.Symbol.Base ? amount : amount * (fill.Price ?? 0)) * (fill.Role == "maker" ? rules.MakerFee : rules.TakerFee);
        logger.LogWarning("{Exchange} does not tell the fee of fill {Fill}: {Cost} {Asset} is booked, by its rate", market.Exchange, fill.Id, cost, asset);
        return fill with { Fees = [new BridgeFee(cost, asset.Code)] };
    }

    private static BridgeOrderRequest Request(Order order)
    {
        var isAwake = order.WokenAt is not null;
        var isLimit = order.Terms.IsLimited;
        var parameters = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (order.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill)
            parameters["timeInForce"] = JsonSerializer.SerializeToElement(order.TimeInForce == TimeInForce.FillOrKill ? "FOK" : "IOC");
        if (order.PostOnly)
            parameters["postOnly"] = JsonSerializer.SerializeToElement(true);
        if (order.Kind == OrderKind.StopLimit && !isAwake)
            parameters["stopLossPrice"] = JsonSerializer.SerializeToElement(order.TriggerPrice!.Value.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new BridgeOrderRequest(
            order.Market.Symbol.ToString(),
            isLimit ? "limit" : "market",
            order.Side == Side.Buy ? "buy" : "sell",
            order.Remaining,
            isLimit ? order.LimitPrice!.Value.Value : null,
            order.Id,
            parameters.Count > 0 ? parameters : null,
            order.Purpose == Risk.TradePurpose.Exit);
    }

    /// <summary>Takes from ccxt, without asking the exchange, which stops it keeps.</summary>
    private async Task Learn(string exchange, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && !_keepsStops.ContainsKey(exchange))
        {
            try
            {
                var keeps = (await bridge.Describe(exchange, cancel)).Keeps;
                if (keeps?.Contains("stop-limit") != true)
                    return;
                if (keeps.Contains("pair"))
                    _keepsPairs[exchange] = true;
                _keepsStops[exchange] = true;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (OutsideFault fault)
            {
                logger.LogInformation("What {Exchange} keeps could not be looked up yet: {Reason}", exchange, fault.Message);
                await Task.Delay(LongestWait, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Stay(string exchange, string account, Func<string, string, CancellationToken, Task> read, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await read(exchange, account, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is OutsideFault or JsonException)
            {
                logger.LogWarning("The stream of account {Account} at {Exchange} ended: {Reason}", account, exchange, exception.Message);
            }
            await Task.Delay(LongestWait, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadOrders(string exchange, string account, CancellationToken cancel)
    {
        using var orders = bridge.WatchOrders(exchange, account);
        await foreach (var update in orders.Read(cancel))
        {
            if (update.State is { } state)
            {
                if (state.Phase == BridgeStreamPhase.Live)
                    Heard?.Invoke(account);
                if (state.Phase == BridgeStreamPhase.Ended)
                    return;
            }
            else if (update.Missed > 0)
            {
                Heard?.Invoke(account);
            }
            else if (update.Value is { } order)
            {
                foreach (var (owner, happened) in _stream.Told(account, order, time.GetUtcNow()))
                    Report(owner, happened);
            }
        }
    }

    private async Task ReadFills(string exchange, string account, CancellationToken cancel)
    {
        using var fills = bridge.WatchMyTrades(exchange, account);
        await foreach (var update in fills.Read(cancel))
        {
            if (update.State?.Phase == BridgeStreamPhase.Ended)
                return;
            if (update.Missed > 0)
                Heard?.Invoke(account);
            else if (update.State is null && update.Value is { } fill)
            {
                foreach (var (owner, happened) in _stream.Told(account, await WithFee(exchange, account, fill, cancel), time.GetUtcNow()))
                    Report(owner, happened);
            }
        }
    }

    private void Report(Order order, OrderEvent happened) => Reported?.Invoke(new OrderReport(order.BotId, order.Id, happened, NothingToHold.Instance));

    private sealed class NothingToHold : IDisposable
    {
        public static readonly NothingToHold Instance = new();

        public void Dispose()
        {
        }
    }
}
