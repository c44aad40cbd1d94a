using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.MarketContext;

/// <summary>Compares the same symbol at all exchanges that are live.</summary>
public static class ArbitrageRadar
{
    /// <summary>An older price is compared with nothing: the gap would be one of time.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    /// <summary>The widest gap of each symbol that two exchanges or more have fresh prices of, most profitable first.</summary>
    public static IReadOnlyList<PriceGap> Gaps(IEnumerable<Market> markets, DateTimeOffset now)
    {
        var fresh = markets.Where(m => m.Id.Kind == MarketKind.Exchange && m.Ticker is { } t && now - t.ReceivedAt <= Freshness);
        return [.. fresh.GroupBy(m => m.Id.Symbol).Where(g => g.Count() > 1).Select(Widest).OrderByDescending(g => g.Net)];
    }

    private static PriceGap Widest(IGrouping<Symbol, Market> symbol)
    {
        var pairs =
            from buy in symbol
            from sell in symbol
            where buy.Id != sell.Id
            let ask = buy.Ticker!.Ask.Value
            let bid = sell.Ticker!.Bid.Value
            select new PriceGap(symbol.Key, buy.Id.Exchange, ask, sell.Id.Exchange, bid, (bid / ask) - 1, (bid * (1 - sell.Rules.TakerFee) / (ask * (1 + buy.Rules.TakerFee))) - 1);
        return pairs.MaxBy(p => p.Net)!;
    }
}
