using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Feeds;

/// <summary>Settings under <c>Feeds</c>. Exchanges and symbols chosen on the Exchanges page go before those given here.</summary>
public sealed class FeedOptions
{
    /// <summary>ccxt's ids of the exchanges to listen to, the preferred one first.</summary>
    public IReadOnlyList<string> Exchanges { get; set; } = ["binance", "kraken", "coinbase", "okx", "bybit"];

    /// <summary>The symbols that are always watched, at every chosen exchange that trades them.</summary>
    public IReadOnlyList<string> Symbols { get; set; } = ["BTC/USDT", "ETH/USDT", "SOL/USDT", "XRP/USDT", "BNB/USDT", "DOGE/USDT", "ADA/USDT", "LTC/USDT"];

    /// <summary>A source whose tickers are all older than this is stalled; 1 to 60 s.</summary>
    public double StaleTickerSeconds { get; set; } = 4;

    /// <summary>A single market may be quiet for this long while its source speaks of others; 5 to 600 s.</summary>
    public double QuietMarketSeconds { get; set; } = 30;

    /// <summary>A closed candle that has not come so long after its close is asked for by REST; 3 to 60 s.</summary>
    public double LateCandleSeconds { get; set; } = 8;

    /// <summary>An order book that cannot be true for so long is asked for anew; 1 to 60 s.</summary>
    public double BrokenBookSeconds { get; set; } = 3;

    /// <summary>How long the preferred source must have been healthy before it is gone back to.</summary>
    public double HealSeconds { get; set; } = 60;

    /// <summary>How many hours of 1m candles are fetched for a market that has none stored yet; 0 to 168.</summary>
    public double HistoryHours { get; set; } = 12;

    /// <summary>A price this far from the median of the others is not believed: 0.3 = 30 %.</summary>
    public double MaxDeviation { get; set; } = 0.3;

    /// <summary>How far ahead of our clock a source's time may be before its values are not believed.</summary>
    public double MaxAheadSeconds { get; set; } = 60;

    internal TimeSpan StaleTicker => TimeSpan.FromSeconds(StaleTickerSeconds);

    internal TimeSpan QuietMarket => TimeSpan.FromSeconds(QuietMarketSeconds);

    internal TimeSpan LateCandle => TimeSpan.FromSeconds(LateCandleSeconds);

    internal TimeSpan BrokenBook => TimeSpan.FromSeconds(BrokenBookSeconds);

    internal TimeSpan Heal => TimeSpan.FromSeconds(HealSeconds);

    internal TimeSpan History => TimeSpan.FromHours(HistoryHours);

    internal TimeSpan MaxAhead => TimeSpan.FromSeconds(MaxAheadSeconds);

    /// <summary>What is wrong with these settings, one sentence each; nothing when all is well.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var symbol in Symbols.Where(s => !Symbol.TryParse(s, out _)))
            yield return $"Feeds:Symbols holds '{symbol}'; use BASE/QUOTE, such as BTC/USDT.";
        foreach (var exchange in Exchanges.Where(e => !MarketId.TryParse($"{e}:BTC/USDT", out var id) || id.Kind != MarketKind.Exchange))
            yield return $"Feeds:Exchanges holds '{exchange}'; use ccxt's ids, such as binance.";
        foreach (var (name, value, low, high) in Ranges())
        {
            if (!(value >= low && value <= high))
                yield return $"Feeds:{name} is {value}; it must be {low} to {high}.";
        }
    }

    private (string Name, double Value, double Low, double High)[] Ranges() =>
    [
        (nameof(StaleTickerSeconds), StaleTickerSeconds, 1, 60),
        (nameof(QuietMarketSeconds), QuietMarketSeconds, 5, 600),
        (nameof(LateCandleSeconds), LateCandleSeconds, 3, 60),
        (nameof(BrokenBookSeconds), BrokenBookSeconds, 1, 60),
        (nameof(HealSeconds), HealSeconds, 1, 3_600),
        (nameof(HistoryHours), HistoryHours, 0, 168),
        (nameof(MaxDeviation), MaxDeviation, 0.01, 10),
        (nameof(MaxAheadSeconds), MaxAheadSeconds, 1, 3_600),
    ];
}
