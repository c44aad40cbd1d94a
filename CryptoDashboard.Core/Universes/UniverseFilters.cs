using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Universes;

/// <summary>What a symbol must be to stay in. One that cannot be judged for lack of a figure is left out, with a sentence that says so.</summary>
public sealed record UniverseFilters
{
    public const int MostDays = 365;

    /// <summary>Days since its listing was first recorded or its first stored candle, whichever is earlier.</summary>
    public int? MinAgeDays { get; init; }

    /// <summary>Largest (ask − bid) / middle: 0.002 = 20 bp.</summary>
    public decimal? MaxSpread { get; init; }

    /// <summary>Days that volatility is taken over.</summary>
    public int VolatilityDays { get; init; } = 30;

    /// <summary>Smallest standard deviation of daily logarithmic returns: 0.03 = 3 % a day.</summary>
    public double? MinVolatility { get; init; }

    /// <summary>Largest one.</summary>
    public double? MaxVolatility { get; init; }

    /// <summary>Quote units.</summary>
    public decimal? MinPrice { get; init; }

    /// <summary>Quote units.</summary>
    public decimal? MaxPrice { get; init; }

    /// <summary>Whether the exchange must have listed it on the last day recorded.</summary>
    public bool ListedOnly { get; init; }

    /// <summary>Symbols never taken, such as USDC/USDT.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    internal FactKinds Needs =>
        (MinAgeDays is null ? FactKinds.None : FactKinds.Age)
        | (MaxSpread is null ? FactKinds.None : FactKinds.Spread)
        | (MinVolatility is null && MaxVolatility is null && MinPrice is null && MaxPrice is null ? FactKinds.None : FactKinds.Prices)
        | (ListedOnly ? FactKinds.Listing : FactKinds.None);

    internal bool UsesVolatility => MinVolatility is not null || MaxVolatility is not null;

    /// <summary>Everything wrong with them, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (MinAgeDays is < 1 or > 3_650)
            yield return $"The least age must be 1 to 3,650 days; it is {MinAgeDays}.";
        if (MaxSpread is <= 0 or > 0.5m)
            yield return $"The largest spread must be above 0 and at most 50 %; it is {MaxSpread:0.####%}.";
        if (VolatilityDays is < 2 or > MostDays)
            yield return $"Volatility is taken over 2 to {MostDays} days; it is {VolatilityDays}.";
        if (MinVolatility is < 0 or > 10 || MaxVolatility is <= 0 or > 10)
            yield return "Volatility lies between 0 and 1,000 % a day.";
        if (MinVolatility > MaxVolatility)
            yield return $"The least volatility ({MinVolatility:0.##%}) is above the largest ({MaxVolatility:0.##%}): nothing is left.";
        if (MinPrice is < 0 || MaxPrice is <= 0)
            yield return "Prices must be above 0.";
        if (MinPrice > MaxPrice)
            yield return $"The least price ({MinPrice:0.########}) is above the largest ({MaxPrice:0.########}): nothing is left.";
        foreach (var text in Never.Where(n => !Symbol.TryParse(n, out _)))
            yield return $"'{text}' is not a symbol: use BASE/QUOTE, such as USDC/USDT.";
    }

    /// <summary>Why a symbol is left out as of a moment, with its numbers; null where it stays.</summary>
    public string? WhyNot(SymbolFacts facts, DateTimeOffset at)
    {
        if (Never.Contains(facts.Symbol.ToString(), StringComparer.OrdinalIgnoreCase))
            return "on the list of those never taken";
        if (ListedOnly && !facts.IsListed)
            return "not listed by the exchange on the last day recorded";
        return OfAge(facts, at) ?? OfSpread(facts) ?? OfPrice(facts) ?? OfVolatility(facts);
    }

    private string? OfAge(SymbolFacts facts, DateTimeOffset at)
    {
        if (MinAgeDays is not { } least)
            return null;
        if (facts.KnownSince is not { } since)
            return $"age not known: neither its listing nor a candle is recorded; {least} days are asked for";
        var days = (int)Math.Floor((at - since).TotalDays);
        return days < least ? $"known for {days} {(days == 1 ? "day" : "days")}, under {least}" : null;
    }

    private string? OfSpread(SymbolFacts facts) => MaxSpread is not { } most ? null
        : facts.Spread is not { } spread ? "spread not recorded"
        : spread > most ? $"spread {spread * 10_000:0.#} bp, over {most * 10_000:0.#} bp" : null;

    private string? OfPrice(SymbolFacts facts)
    {
        if (MinPrice is null && MaxPrice is null)
            return null;
        if (facts.Price is not { } price)
            return facts.NoPrice ?? "no price known";
        return (decimal)price < MinPrice ? $"price {price:0.########}, under {MinPrice:0.########}"
            : (decimal)price > MaxPrice ? $"price {price:0.########}, over {MaxPrice:0.########}" : null;
    }

    private string? OfVolatility(SymbolFacts facts)
    {
        if (!UsesVolatility)
            return null;
        if (facts.Volatility is not { } volatility)
            return facts.NoPrice ?? $"{facts.DaysOfPrices} of {VolatilityDays} days of candles stored: volatility not known";
        return volatility < MinVolatility ? $"volatility {volatility:0.00%} a day, under {MinVolatility:0.##%}"
            : volatility > MaxVolatility ? $"volatility {volatility:0.00%} a day, over {MaxVolatility:0.##%}" : null;
    }
}
