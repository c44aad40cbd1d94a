using System.Globalization;

namespace CryptoDashboard.Tests.StandIns;

/// <summary>One market of a stand-in: rules, a price that can be set, candles that follow from their time.</summary>
/// <param name="first">The price at first; quote units.</param>
public sealed class StandInMarket(string @base, string quote, decimal first, decimal tick, decimal lot, decimal minCost = 10m)
{
    private const double Wave = 0.02;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Timeframe, long OpenMs), StandInCandle> _pushed = [];
    private readonly List<StandInTrade> _trades = [];
    private decimal _price = first;
    private long _lastTrade = 1_000;

    public string Base => @base;

    public string Quote => quote;

    /// <summary>ccxt's name.</summary>
    public string Symbol => $"{@base}/{quote}";

    public decimal Tick => tick;

    public decimal Lot => lot;

    /// <summary>Smallest value of an order; quote units.</summary>
    public decimal MinCost => minCost;

    public decimal Maker { get; init; } = 0.001m;

    public decimal Taker { get; init; } = 0.001m;

    /// <summary>How many orders an account may have open.</summary>
    public int MaxOrders { get; init; } = 200;

    /// <summary>How many of them may wait for a price.</summary>
    public int MaxStops { get; init; } = 5;

    /// <summary>Whether stops are turned down although nothing was said of it.</summary>
    public bool RefusesStops { get; init; }

    public bool IsActive { get; set; } = true;

    public decimal Price
    {
        get
        {
            lock (_gate)
                return _price;
        }
        set
        {
            lock (_gate)
                _price = value;
        }
    }

    public decimal Bid => Price - tick;

    public decimal Ask => Price + tick;

    public decimal Open24h { get; } = first;

    /// <summary>A number as exchanges write it.</summary>
    public static string Text(decimal number) => number.ToString("0.00000000", CultureInfo.InvariantCulture);

    /// <summary>A number without needless zeros.</summary>
    public static string Short(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    public StandInTrade AddTrade(decimal price, decimal amount, bool isBuy, long timeMs)
    {
        lock (_gate)
        {
            var trade = new StandInTrade(++_lastTrade, price, amount, isBuy, timeMs);
            _trades.Add(trade);
            if (_trades.Count > 1_000)
                _trades.RemoveAt(0);
            return trade;
        }
    }

    public IReadOnlyList<StandInTrade> Trades(int limit)
    {
        lock (_gate)
            return [.. _trades.TakeLast(limit)];
    }

    public void Push(string timeframe, StandInCandle candle)
    {
        lock (_gate)
            _pushed[(timeframe, candle.OpenMs)] = candle;
    }

    /// <summary>The candles whose open time lies in [from, to], oldest first.</summary>
    public IReadOnlyList<StandInCandle> Candles(string timeframe, long stepMs, long fromMs, long toMs, int limit)
    {
        var candles = new List<StandInCandle>();
        for (var open = (fromMs + stepMs - 1) / stepMs * stepMs; open <= toMs && candles.Count < limit; open += stepMs)
        {
            lock (_gate)
                candles.Add(_pushed.TryGetValue((timeframe, open), out var pushed) ? pushed : Made(open, stepMs));
        }
        return candles;
    }

    /// <summary>Levels of a made-up book, best first.</summary>
    public IReadOnlyList<(decimal Price, decimal Amount)> Levels(bool isBids, int depth)
    {
        var best = isBids ? Bid : Ask;
        return [.. Enumerable.Range(0, depth).Select(i => (best + (isBids ? -i * tick : i * tick), lot * (100 + (i * 7))))];
    }

    /// <summary>What the made-up candles say of a time.</summary>
    public decimal At(long ms)
    {
        // Each asset swings in a time of its own, so that they are alike and not the same.
        var phase = @base.Sum(c => c) % 17;
        var wave = 1 + (Wave * Math.Sin(ms / 5_400_000.0)) + (Wave / 4 * Math.Sin((ms / 310_000.0) + phase)) + (Wave / 40 * Math.Sin(ms / 60_000.0 * (phase + 3)));
        return Math.Round(Open24h * (decimal)wave / tick) * tick;
    }

    /// <summary>The same minute always has the same candle, and the next one goes on from its close.</summary>
    private StandInCandle Made(long openMs, long stepMs)
    {
        var open = At(openMs);
        var close = At(openMs + stepMs);
        var high = Math.Max(open, close) + (tick * 3);
        var low = Math.Min(open, close) - (tick * 3);
        return new StandInCandle(openMs, open, high, low, close, lot * (1_000 + (openMs / stepMs % 500)));
    }
}
