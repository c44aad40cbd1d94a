using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.MarketContext;

/// <summary>One symbol, dearer at one exchange than at another.</summary>
/// <param name="Ask">What it costs at <paramref name="BuyAt"/>; quote units.</param>
/// <param name="Bid">What it brings at <paramref name="SellAt"/>; quote units.</param>
/// <param name="Gross">The gap as a ratio, before fees.</param>
/// <param name="Net">What is left after the taker's fee at both; still without transfer and slippage.</param>
public sealed record PriceGap(Symbol Symbol, string BuyAt, decimal Ask, string SellAt, decimal Bid, decimal Gross, decimal Net);
