using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Tests.Builders;

/// <summary>Candles for tests.</summary>
internal static class Candles
{
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
    public static List<Candle> Simulated(int minutes, ulong seed = 7)
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
}
