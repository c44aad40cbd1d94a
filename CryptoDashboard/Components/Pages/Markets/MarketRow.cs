using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Components.Pages.Markets;

/// <summary>A market as lists show it: its last ticker, and the line of its last day.</summary>
internal sealed class MarketRow(Market market)
{
    // Largest first, as traders expect; the others follow by name.
    private static readonly string[] Order = ["BTC", "ETH", "XRP", "BNB", "SOL", "DOGE", "ADA", "TRX", "LINK", "LTC"];

    public Market Market { get; } = market;

    public Ticker? Ticker { get; set; }

    /// <summary>Closes of the last 96 quarters of an hour, oldest first; null before they were read.</summary>
    public IReadOnlyList<double>? Day { get; private set; }

    /// <summary>When the line is to be read again.</summary>
    public DateTimeOffset ReadDayAt { get; private set; }

    /// <summary>Where a symbol stands in a list.</summary>
    public static int Place(Symbol symbol) => Array.IndexOf(Order, symbol.Base.Code) is >= 0 and var place ? place : Order.Length;

    /// <summary>Reads the line of the last day. The best source has no past of its own: its exchange's is shown.</summary>
    public async Task ReadDay(ICandleStore candles, DateTimeOffset now, CancellationToken cancel)
    {
        var id = Ticker?.From is { } from ? new MarketId(from, Market.Id.Symbol) : Market.Id;
        Day = [.. (await candles.ReadLast(id, Timeframe.M15, 96, DateTimeOffset.MaxValue, cancel)).Select(c => c.Close)];
        ReadDayAt = now + (Day.Count > 1 ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(5));
    }
}
