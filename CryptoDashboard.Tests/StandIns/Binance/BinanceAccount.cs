using static CryptoDashboard.Tests.StandIns.StandInMarket;

namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>The account at the stand-in: balances, orders, matching.</summary>
public sealed class BinanceAccount(Func<long> nowMs)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (decimal Free, decimal Locked)> _balances = new(StringComparer.Ordinal)
    {
        ["USDT"] = (100_000m, 0m),
        ["BTC"] = (2m, 0m),
        ["ETH"] = (20m, 0m),
    };

    private readonly List<BinanceOrder> _orders = [];
    private readonly List<BinanceFill> _fills = [];
    private readonly List<(bool IsDeposit, object Json)> _transfers = [];
    private long _lastId = 5_000;

    /// <summary>A message of the user data stream.</summary>
    internal event Action<object>? Happened;

    /// <summary>How much of what could be filled is filled at each occasion: 0.4 leaves orders partially filled. Above 0, at most 1.</summary>
    public decimal FillShare { get; set; } = 1m;

    /// <summary>Whether fills say what was taken for them.</summary>
    public bool TellsFees { get; set; } = true;

    public (decimal Free, decimal Locked) Balance(string asset)
    {
        lock (_gate)
            return _balances.GetValueOrDefault(asset);
    }

    public void SetBalance(string asset, decimal free)
    {
        lock (_gate)
            _balances[asset] = (free, _balances.GetValueOrDefault(asset).Locked);
    }

    /// <summary>Money comes in.</summary>
    public void Deposit(string asset, decimal amount)
    {
        lock (_gate)
        {
            Move(asset, amount, 0);
            var id = $"{++_lastId}{new string('7', 12)}";
            _transfers.Add((true, new
            {
                id,
                amount = Short(amount),
                coin = asset,
                network = "ETH",
                status = 1,
                address = "0x0000000000000000000000000000000000000001",
                addressTag = "",
                txId = "0x" + new string('a', 50) + id,
                insertTime = nowMs(),
                transferType = 0,
                confirmTimes = "12/12",
                unlockConfirm = 12,
                walletType = 0,
            }));
        }
    }

    /// <summary>Money leaves, with its fee on top.</summary>
    public void Withdraw(string asset, decimal amount, decimal fee)
    {
        lock (_gate)
        {
            Move(asset, -amount - fee, 0);
            var now = DateTimeOffset.FromUnixTimeMilliseconds(nowMs()).UtcDateTime;
            _transfers.Add((false, new
            {
                id = $"b6ae22b3aa844210a7041aee7589627{++_lastId}",
                amount = Short(amount),
                transactionFee = Short(fee),
                coin = asset,
                status = 6,
                address = "0x0000000000000000000000000000000000000002",
                txId = "0x" + new string('b', 60),
                applyTime = now.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
                network = "ETH",
                transferType = 0,
                confirmNo = 3,
                walletType = 0,
            }));
        }
    }

    internal IEnumerable<object> Transfers(bool isDeposit)
    {
        lock (_gate)
            return [.. _transfers.Where(t => t.IsDeposit == isDeposit).Select(t => t.Json)];
    }

    /// <param name="symbol">The exchange's name of a market, or null for all.</param>
    public IReadOnlyList<BinanceOrder> Orders(string? symbol = null)
    {
        lock (_gate)
            return [.. _orders.Where(o => symbol is null || o.Market.Base + o.Market.Quote == symbol)];
    }

    public IReadOnlyList<BinanceFill> Fills(string? symbol = null)
    {
        lock (_gate)
            return [.. _fills.Where(f => symbol is null || f.Order.Market.Base + f.Order.Market.Quote == symbol)];
    }

    internal object Json()
    {
        lock (_gate)
        {
            return new
            {
                makerCommission = 10,
                takerCommission = 10,
                buyerCommission = 0,
                sellerCommission = 0,
                commissionRates = new { maker = Text(0.001m), taker = Text(0.001m), buyer = Text(0), seller = Text(0) },
                canTrade = true,
                canWithdraw = false,
                canDeposit = true,
                brokered = false,
                requireSelfTradePrevention = false,
                preventSor = false,
                updateTime = nowMs(),
                accountType = "SPOT",
                balances = _balances.Select(b => new { asset = b.Key, free = Text(b.Value.Free), locked = Text(b.Value.Locked) }).ToList(),
                permissions = new[] { "SPOT" },
                uid = 354937868,
            };
        }
    }

    /// <returns>The error to answer with, or null when the order was taken.</returns>
    internal (int Code, string Text)? Place(BinanceOrder order)
    {
        lock (_gate)
        {
            if (_orders.Exists(o => o.IsOpen && o.ClientOrderId == order.ClientOrderId))
                return (-2010, "Duplicate order sent.");
            var open = _orders.Where(o => o.IsOpen && o.Market == order.Market).ToList();
            if (open.Count >= order.Market.MaxOrders)
                return (-1013, "Filter failure: MAX_NUM_ORDERS");
            if (order.StopPrice > 0 && open.Count(o => o.StopPrice > 0) >= order.Market.MaxStops)
                return (-1013, "Filter failure: MAX_NUM_ALGO_ORDERS");
            var price = order.Type == "MARKET" ? order.IsBuy ? order.Market.Ask : order.Market.Bid : order.Price;
            if (order.QuoteAmount > 0)
                order.Amount = Math.Floor(order.QuoteAmount / price / order.Market.Lot) * order.Market.Lot;
            if (order.Type == "LIMIT_MAKER" && Crosses(order))
                return (-2010, "Order would immediately match and take.");
            var (asset, needed) = order.IsBuy ? (order.Market.Quote, price * order.Amount) : (order.Market.Base, order.Amount);
            if (_balances.GetValueOrDefault(asset).Free < needed)
                return (-2010, "Account has insufficient balance for requested action.");
            order.Id = ++_lastId;
            order.TimeMs = order.UpdatedMs = nowMs();
            _orders.Add(order);
            Move(asset, -needed, needed);
            Tell(order, "NEW", null);
            Work(order);
            if (order.IsOpen && (order.Type == "MARKET" || order.TimeInForce is "IOC" or "FOK"))
                Close(order, "EXPIRED");
            return null;
        }
    }

    /// <summary>Takes a stop and a target that sell the same coins and end each other (an OCO list).</summary>
    /// <returns>The error to answer with, or null when both were taken.</returns>
    internal (int Code, string Text)? PlacePair(BinanceOrder stop, BinanceOrder target)
    {
        lock (_gate)
        {
            if (_orders.Exists(o => o.IsOpen && (o.ClientOrderId == stop.ClientOrderId || o.ClientOrderId == target.ClientOrderId)))
                return (-2010, "Duplicate order sent.");
            if (stop.StopPrice >= stop.Market.Price || target.Price <= stop.Market.Price)
                return (-2010, "The relationship of the prices for the orders is not correct.");
            var open = _orders.Where(o => o.IsOpen && o.Market == stop.Market).ToList();
            if (open.Count + 2 > stop.Market.MaxOrders)
                return (-1013, "Filter failure: MAX_NUM_ORDERS");
            if (open.Count(o => o.StopPrice > 0) >= stop.Market.MaxStops)
                return (-1013, "Filter failure: MAX_NUM_ALGO_ORDERS");
            if (_balances.GetValueOrDefault(stop.Market.Base).Free < stop.Amount)
                return (-2010, "Account has insufficient balance for requested action.");
            Move(stop.Market.Base, -stop.Amount, stop.Amount);
            var list = ++_lastId;
            (stop.Other, target.Other) = (target, stop);
            foreach (var leg in new[] { stop, target })
            {
                (leg.Id, leg.ListId) = (++_lastId, list);
                leg.TimeMs = leg.UpdatedMs = nowMs();
                _orders.Add(leg);
            }
            foreach (var leg in new[] { stop, target })
            {
                Tell(leg, "NEW", null);
                Work(leg);
            }
            return null;
        }
    }

    /// <returns>Whether it was open.</returns>
    internal bool Cancel(BinanceOrder order)
    {
        lock (_gate)
        {
            if (!order.IsOpen)
                return false;
            EndOther(order);
            Close(order, "CANCELED");
            return true;
        }
    }

    /// <summary>Fills what the market's price meets.</summary>
    internal void Match(StandInMarket market)
    {
        lock (_gate)
        {
            foreach (var order in _orders.Where(o => o.IsOpen && o.Market == market).ToList())
                Work(order);
        }
    }

    private static bool Crosses(BinanceOrder order) => order.IsBuy ? order.Price >= order.Market.Ask : order.Price <= order.Market.Bid;

    private void Work(BinanceOrder order)
    {
        if (order.StopPrice > 0 && !order.IsTriggered)
        {
            var isStop = order.Type.StartsWith("STOP", StringComparison.Ordinal);
            order.IsTriggered = order.IsBuy == isStop ? order.Market.Price >= order.StopPrice : order.Market.Price <= order.StopPrice;
            if (!order.IsTriggered)
                return;
            EndOther(order);
        }
        var isResting = order.UpdatedMs > order.TimeMs || order.Fills.Count > 0;
        var isMet = order.Type == "MARKET" || (order.IsBuy ? order.Market.Price <= order.Price : order.Market.Price >= order.Price);
        if (!isMet)
        {
            // From now on it waits in the book.
            order.UpdatedMs = Math.Max(nowMs(), order.TimeMs + 1);
            return;
        }
        var amount = Math.Max(Math.Floor(order.Remaining * FillShare / order.Market.Lot) * order.Market.Lot, order.Market.Lot);
        if (order.TimeInForce == "FOK" && amount < order.Remaining)
            return;
        var price = isResting && order.Type != "MARKET" ? order.Price : order.IsBuy ? order.Market.Ask : order.Market.Bid;
        if (order.Type != "MARKET")
            price = order.IsBuy ? Math.Min(price, order.Price) : Math.Max(price, order.Price);
        Fill(order, price, amount, isMaker: isResting && order.Type != "MARKET");
    }

    private void Fill(BinanceOrder order, decimal price, decimal amount, bool isMaker)
    {
        var rate = isMaker ? order.Market.Maker : order.Market.Taker;
        // Eight digits, as the exchange keeps every amount.
        var (fee, feeAsset) = order.IsBuy ? (Math.Round(amount * rate, 8), order.Market.Base) : (Math.Round(amount * price * rate, 8), order.Market.Quote);
        EndOther(order);
        order.Filled += amount;
        order.Cost += amount * price;
        order.UpdatedMs = nowMs();
        order.Status = order.Remaining == 0 ? "FILLED" : "PARTIALLY_FILLED";
        var fill = new BinanceFill(++_lastId, order, price, amount, fee, feeAsset, isMaker, order.UpdatedMs) { TellsFee = TellsFees };
        order.Fills.Add(fill);
        _fills.Add(fill);
        if (order.IsBuy)
        {
            var reserved = ReservedPrice(order) * amount;
            Move(order.Market.Quote, reserved - (amount * price), -reserved);
            Move(order.Market.Base, amount - fee, 0);
        }
        else
        {
            Move(order.Market.Base, 0, -amount);
            Move(order.Market.Quote, (amount * price) - fee, 0);
        }
        Tell(order, "TRADE", fill);
    }

    /// <summary>The coins stay bound by the leg that goes on.</summary>
    private void EndOther(BinanceOrder order)
    {
        if (order.Other is not { IsOpen: true } other)
            return;
        (order.Other, other.Other) = (null, null);
        other.Status = "CANCELED";
        other.UpdatedMs = nowMs();
        Tell(other, "CANCELED", null);
    }

    private static decimal ReservedPrice(BinanceOrder order) => order.Type == "MARKET" ? order.Market.Ask : order.Price;

    private void Close(BinanceOrder order, string status)
    {
        var (asset, bound) = order.IsBuy ? (order.Market.Quote, order.Remaining * ReservedPrice(order)) : (order.Market.Base, order.Remaining);
        Move(asset, bound, -bound);
        order.Status = status;
        order.UpdatedMs = nowMs();
        Tell(order, status, null);
    }

    private void Move(string asset, decimal free, decimal locked)
    {
        var before = _balances.GetValueOrDefault(asset);
        _balances[asset] = (before.Free + free, before.Locked + locked);
    }

    private void Tell(BinanceOrder order, string what, BinanceFill? fill)
    {
        if (Happened is not { } tell)
            return;
        tell(order.Report(what, fill));
        tell(new Message
        {
            ["e"] = "outboundAccountPosition",
            ["E"] = order.UpdatedMs,
            ["u"] = order.UpdatedMs,
            ["B"] = new[] { order.Market.Base, order.Market.Quote }.Select(a => new { a, f = Text(_balances.GetValueOrDefault(a).Free), l = Text(_balances.GetValueOrDefault(a).Locked) }).ToList(),
        });
    }
}
