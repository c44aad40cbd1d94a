namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>One spot market of an exchange with its filters. What the exchange does not tell is null.</summary>
/// <param name="Symbol">ccxt's name: <c>BTC/USDT</c>.</param>
/// <param name="Id">The exchange's own name.</param>
/// <param name="Tick">Step of prices, quote units.</param>
/// <param name="Lot">Step of amounts, base units.</param>
/// <param name="MinCost">Smallest value of an order, quote units.</param>
/// <param name="Maker">Fee as a ratio: 0.001 = 0.1 %.</param>
/// <param name="MarketMin">Smallest and largest amount, and the step of it, of an order at market, where they differ; base units.</param>
/// <param name="Band">Buy from, buy to, sell from, sell to: the prices that are taken, as multiples of the market's average price.</param>
/// <param name="MaxOrders">How many orders an account may have open on this market, and how many that wait for a price.</param>
public sealed record BridgeMarket(
    string Symbol,
    string Id,
    string Base,
    string Quote,
    bool? Active,
    decimal? Tick,
    decimal? Lot,
    decimal? MinAmount,
    decimal? MaxAmount,
    decimal? MinPrice,
    decimal? MaxPrice,
    decimal? MinCost,
    decimal? MaxCost,
    decimal? Maker,
    decimal? Taker,
    decimal? MarketMin = null,
    decimal? MarketMax = null,
    decimal? MarketLot = null,
    IReadOnlyList<decimal>? Band = null,
    int? MaxOrders = null,
    int? MaxStops = null);
