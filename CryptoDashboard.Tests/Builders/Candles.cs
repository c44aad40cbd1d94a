using System.Collections.Concurrent;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Tests.Builders;

/// <summary>Candles for tests.</summary>
internal static class Candles
{
    private static readonly ConcurrentDictionary<(int Minutes, ulong Seed), List<Candle>> Known = [];

    public static readonly DateTimeOffset Start = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One-minute candles whose closes are these; each opens at the close before it.</summary>
    public static List<Candle> Closing(params double[] closes)
    {
        var candles = new List<Candle>();
        foreach (var close in closes)
        {
            var open = candles.Count > 0 ? candles[^1].Close : close;
            candles.Add(new Candle(Start.ToUnixTimeMilliseconds() + (candles.Count * 60_000L), open, Math.Max(open, close), Math.Min(open, close), close, 1));
        }
        return candles;
    }

    /// <summary>Minutes of the simulated BTC market: believable, and the same each time.</summary>
    public static List<Candle> Simulated(int minutes, ulong seed = 7) => [.. Known.GetOrAdd((minutes, seed), _ => Simulate(minutes, seed))];

    private static List<Candle> Simulate(int minutes, ulong seed)
    {
        var markets = new SimulatedMarkets(seed, new Dictionary<Symbol, double>(), Start);
        var candles = new List<Candle>();
        var making = default(Candle);
        while (candles.Count < minutes)
        {
            markets.Step((symbol, price, volume) =>
            {
                if (symbol.Base.Code != "BTC")
                    return;
                var open = Timeframe.M1.OpenOf(markets.At.ToUnixTimeMilliseconds() - 1);
                making = making.OpenMs == open
                    ? making with { High = Math.Max(making.High, price), Low = Math.Min(making.Low, price), Close = price, Volume = making.Volume + volume }
                    : new Candle(open, price, price, price, price, volume);
                if (markets.At.ToUnixTimeMilliseconds() == open + 60_000)
                    candles.Add(making);
            });
        }
        return candles;
    }

    /// <summary>Simulated minutes with what markets do at their worst: they stand still, trade nothing, leave gaps and jump tenfold.</summary>
    public static List<Candle> Wild(int minutes, ulong seed = 7)
    {
        var candles = Simulated(minutes, seed);
        for (var i = 1; i < candles.Count; i++)
        {
            var last = candles[i - 1].Close;
            candles[i] = (i % 400) switch
            {
                >= 60 and < 130 => new Candle(candles[i].OpenMs, last, last, last, last, 0),
                >= 200 and < 240 => candles[i] with { Volume = 0 },
                300 => candles[i] with { High = candles[i].High * 10, Close = candles[i].Close * 10 },
                _ => candles[i],
            };
        }
        candles.RemoveAll(c => (c.OpenMs / 60_000) % 97 is > 5 and < 12);
        return [.. candles, .. Simulated(minutes - candles.Count, seed + 1).Select(c => c with { OpenMs = c.OpenMs + (minutes * 60_000L) })];
    }
}
