using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Positions;

/// <summary>
/// What one asset is worth in another, by the last prices of the markets this desk hears: directly, or over one asset in between. Dollars and
/// the coins that stand for them count as one here, which is said on the page that shows it.
/// </summary>
public sealed class Valuation(MarketHub hub)
{
    private static readonly Asset[] Dollars = [new("USD"), new("USDT"), new("USDC")];

    /// <returns>Units of <paramref name="to"/> for one <paramref name="from"/>, or null where no pair leads there.</returns>
    public decimal? Rate(Asset from, Asset to)
    {
        if (AreAlike(from, to))
            return 1;
        if (Direct(from, to) is { } direct)
            return direct;
        foreach (var between in hub.Markets.Where(m => m.Id.Kind is not MarketKind.Replay).Select(m => m.Id.Symbol).Where(s => AreAlike(s.Base, from)).Select(s => s.Quote).Concat(Dollars).Distinct())
        {
            if (Direct(from, between) is { } first && Direct(between, to) is { } second)
                return first * second;
        }
        return null;
    }

    private decimal? Direct(Asset from, Asset to)
    {
        if (AreAlike(from, to))
            return 1;
        // Real prices before made-up ones.
        foreach (var market in hub.Markets.OrderBy(m => m.Id.Kind switch { MarketKind.Exchange => 0, MarketKind.Any => 1, _ => 2 }))
        {
            if (market.Ticker is not { Last.Value: > 0 } ticker || market.Id.Kind == MarketKind.Replay)
                continue;
            if (AreAlike(market.Id.Symbol.Base, from) && AreAlike(market.Id.Symbol.Quote, to))
                return ticker.Last.Value;
            if (AreAlike(market.Id.Symbol.Base, to) && AreAlike(market.Id.Symbol.Quote, from))
                return 1 / ticker.Last.Value;
        }
        return null;
    }

    private static bool AreAlike(Asset one, Asset other) => one == other || (Dollars.Contains(one) && Dollars.Contains(other));
}
