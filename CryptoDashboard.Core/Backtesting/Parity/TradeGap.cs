namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>One round trip of the day in life and in the backtest; quote units, net of fees, what is open valued at the day's last close.</summary>
/// <param name="TradeId">Client order id of the order that opened it, or would have.</param>
/// <param name="Lived">Profit of the day in life; null where life did not trade it.</param>
public sealed record TradeGap(string TradeId, DateTimeOffset OpenedAt, decimal? Lived, decimal Signal, decimal Timing, decimal Slippage, decimal Fee, decimal Missed)
{
    /// <summary>What life made more than the backtest.</summary>
    public decimal Gap => Signal + Timing + Slippage + Fee + Missed;

    /// <summary>Profit of the day in the backtest.</summary>
    public decimal Tried => (Lived ?? 0) - Gap;
}
