using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Tests.Universes;

/// <summary>What was recorded and stored, written down day by day, so that a test shows only what it is about.</summary>
internal sealed class Past
{
    public static readonly DateOnly FirstDay = new(2026, 3, 1);

    private readonly List<ArchivedMarket> _spans = [];
    private readonly List<ArchivedVolume> _volumes = [];
    private readonly List<CoinCap> _caps = [];
    private readonly List<(string Symbol, Candle Candle)> _candles = [];

    /// <summary>Midnight of a day, counted from the first one as 0, and an hour of it.</summary>
    public static DateTimeOffset At(int day, double hour = 0) => new DateTimeOffset(FirstDay, default, TimeSpan.Zero).AddDays(day).AddHours(hour);

    public static Universe Universe(ListKind list = ListKind.Volume, int size = 10) => new() { Name = "Test", Exchange = "binance", Quote = "USDT", List = list, Size = size, Among = 20, Days = 3 };

    /// <summary>A symbol that the exchange listed from one day to another.</summary>
    public Past Listed(string symbol, int from = 0, int? until = null)
    {
        _spans.Add(new ArchivedMarket { Exchange = "binance", Symbol = $"{symbol}/USDT", From = FirstDay.AddDays(from), Until = until is { } day ? FirstDay.AddDays(day) : null });
        return this;
    }

    /// <summary>What was recorded at an hour of a day, the most traded first.</summary>
    public Past Recorded(int day, double hour, params (string Symbol, decimal Volume, decimal? Spread)[] rows)
    {
        _volumes.AddRange(rows.Select((r, i) => new ArchivedVolume { Day = FirstDay.AddDays(day), Exchange = "binance", Symbol = $"{r.Symbol}/USDT", Rank = i + 1, QuoteVolume = r.Volume, Spread = r.Spread, SeenAt = At(day, hour) }));
        return this;
    }

    public Past Caps(int day, double hour, params (string Coin, string Symbol, decimal Cap)[] rows)
    {
        _caps.AddRange(rows.Select(r => new CoinCap { Day = FirstDay.AddDays(day), CoinId = r.Coin, Symbol = r.Symbol, MarketCap = r.Cap, SeenAt = At(day, hour) }));
        return this;
    }

    /// <summary>Daily candles with these closes, from a day on.</summary>
    public Past Closes(string symbol, int from, params double[] closes)
    {
        _candles.AddRange(closes.Select((c, i) => ($"{symbol}/USDT", new Candle(At(from + i).ToUnixTimeMilliseconds(), c, c, c, c, 10))));
        return this;
    }

    /// <summary>The history of it, as if nothing had been recorded or stored after a moment.</summary>
    public UniverseHistory History(Universe universe, DateTimeOffset? until = null)
    {
        var end = until ?? DateTimeOffset.MaxValue;
        var history = new UniverseHistory(universe, _spans.Where(s => At(0) <= end && new DateTimeOffset(s.From, default, TimeSpan.Zero) <= end), _volumes.Where(v => v.SeenAt <= end), _caps.Where(c => c.SeenAt <= end));
        foreach (var series in _candles.Where(c => c.Candle.OpenTime.AddDays(1) <= end).GroupBy(c => c.Symbol))
        {
            var symbol = Symbol.Parse(series.Key);
            history.Note(symbol, series.Min(c => c.Candle.OpenTime));
            var path = history.Begin(symbol);
            foreach (var (_, candle) in series)
                path.Add(candle, 86_400_000);
        }
        return history;
    }

    public UniverseLook Look(Universe universe, DateTimeOffset at) => universe.Look(History(universe).AsOf(at));
}
