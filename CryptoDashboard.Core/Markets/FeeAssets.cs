using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Markets;

/// <summary>In which asset an exchange takes its fee, where the account has not chosen another.</summary>
public static class FeeAssets
{
    /// <summary>
    /// Kraken and Coinbase take it in the quote asset on both sides; the others that were looked at (Binance, OKX, Bybit) from what is
    /// received, and so do exchanges of which nothing is known here. Source: the fee pages of these exchanges.
    /// </summary>
    public static Asset Of(MarketId market, Side side) =>
        side == Side.Sell || market.Exchange is "kraken" or "coinbase" ? market.Symbol.Quote : market.Symbol.Base;
}
