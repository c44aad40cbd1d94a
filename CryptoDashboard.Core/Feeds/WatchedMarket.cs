using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Feeds;

/// <summary>One market of an exchange while it is watched.</summary>
internal sealed class WatchedMarket(Market market, CandleLine line)
{
    private int _filling;

    public Market Market { get; } = market;

    public MarketId Id => Market.Id;

    public string Name { get; } = market.Id.Symbol.ToString();

    /// <summary>Used under <see cref="Gate"/> only, and what it gives is announced under it too, so that the order holds.</summary>
    public CandleLine Line { get; } = line;

    public Lock Gate { get; } = new();

    /// <summary>The net beneath the stream looks no earlier than this.</summary>
    public DateTimeOffset NextLook { get; set; } = DateTimeOffset.MinValue;

    public DateTimeOffset? TickedAt { get; set; }

    /// <summary>Since when its order book cannot be true; null while it can. Used by the reader of books only.</summary>
    public DateTimeOffset? BookBrokenSince { get; set; }

    /// <summary>How often in a row the broken book was asked for anew.</summary>
    public int BookRenewals { get; set; }

    /// <returns>Whether the caller may fill holes now; it says <see cref="EndFill"/> afterwards.</returns>
    public bool BeginFill() => Interlocked.Exchange(ref _filling, 1) == 0;

    public void EndFill() => Volatile.Write(ref _filling, 0);
}
