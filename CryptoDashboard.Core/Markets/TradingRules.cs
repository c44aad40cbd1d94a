using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Markets;

/// <summary>
/// What an exchange lets through on one market. The only place where prices and quantities are rounded.
/// </summary>
/// <param name="TickSize">Prices are multiples of this; quote units.</param>
/// <param name="LotSize">Quantities are multiples of this; base units.</param>
/// <param name="MinQuantity">Smallest quantity of an order; base units.</param>
/// <param name="MinNotional">Smallest value (price × quantity) of an order; quote units.</param>
/// <param name="MakerFee">Share of what is received, for an order that waited in the book: 0.001 = 0.1 %.</param>
/// <param name="TakerFee">The same for an order that was filled at once.</param>
public sealed record TradingRules(
    decimal TickSize,
    decimal LotSize,
    decimal MinQuantity,
    decimal MinNotional,
    decimal MakerFee,
    decimal TakerFee)
{
    /// <summary>Cautious rules for a market whose own are not known: two decimals of price, five of quantity, 10 quote units, 0.1 %.</summary>
    public static TradingRules Default { get; } = new(0.01m, 0.00001m, 0.00001m, 10m, 0.001m, 0.001m);

    /// <summary>Largest quantity of an order, base units; null where the exchange sets none. The same holds for all that follow.</summary>
    public decimal? MaxQuantity { get; init; }

    /// <summary>Smallest quantity of an order at market.</summary>
    public decimal? MarketMinQuantity { get; init; }

    /// <summary>Largest quantity of an order at market.</summary>
    public decimal? MarketMaxQuantity { get; init; }

    /// <summary>Quantities at market are multiples of this.</summary>
    public decimal? MarketLotSize { get; init; }

    /// <summary>Between which prices orders are taken.</summary>
    public PriceBand? Band { get; init; }

    /// <summary>How many orders an account may have open on this market.</summary>
    public int? MaxOpenOrders { get; init; }

    /// <summary>How many of those may wait for a price.</summary>
    public int? MaxOpenStops { get; init; }

    /// <summary>Default rules with a tick that suits the size of the price: five or six digits that count.</summary>
    public static TradingRules ForPrice(decimal price)
    {
        var tick = 1m;
        while (tick > 0.00000001m && price / tick < 100_000m)
            tick /= 10;
        var lot = 1m;
        while (lot > 0.00000001m && lot * price > 0.1m)
            lot /= 10;
        return Default with { TickSize = tick, LotSize = lot, MinQuantity = lot };
    }

    /// <summary>
    /// Rules read off candles of a market whose own are not known: a tick as fine as the prices seen, a lot that suits their size.
    /// The same candles give the same rules.
    /// </summary>
    public static TradingRules Observed(IReadOnlyList<Candle> candles)
    {
        if (candles.Count == 0)
            return Default;
        var digits = 0;
        foreach (var candle in candles)
        {
            foreach (var price in (ReadOnlySpan<double>)[candle.Open, candle.High, candle.Low, candle.Close])
                digits = Math.Max(digits, ((decimal)price).Scale);
        }
        var tick = 1m;
        for (var i = 0; i < Math.Min(digits, 10); i++)
            tick /= 10;
        return ForPrice((decimal)candles[0].Close) with { TickSize = tick };
    }

    public Price RoundPrice(decimal price) => new(Rounding.Nearest(price, TickSize));

    /// <summary>Rounded down to the lot: an order never grows by rounding.</summary>
    public Quantity FloorQuantity(decimal quantity) => new(Rounding.Floor(Math.Max(quantity, 0), LotSize));

    /// <summary>Whether anything is left of it rounded down to the lot.</summary>
    public bool HasLot(Quantity quantity) => LotSize == 0 ? quantity.Value > 0 : quantity.Value >= LotSize;

    /// <summary>Rounded down to what an order of this kind may have.</summary>
    public Quantity FloorQuantity(decimal quantity, OrderKind kind) =>
        new(Rounding.Floor(Math.Max(quantity, 0), kind == OrderKind.Market ? Math.Max(LotSize, MarketLotSize ?? 0) : LotSize));

    /// <summary>The most that one order of this kind may have; base units.</summary>
    public decimal Most(OrderKind kind) => Math.Min(MaxQuantity ?? decimal.MaxValue, kind == OrderKind.Market ? MarketMaxQuantity ?? decimal.MaxValue : decimal.MaxValue);

    /// <summary>Whether an order of this quantity at this price would be let through.</summary>
    public bool IsTradable(Quantity quantity, Price price) =>
        !quantity.IsZero && quantity.Value >= MinQuantity && Rounding.IsMultiple(quantity.Value, LotSize) && price * quantity >= MinNotional;
}
