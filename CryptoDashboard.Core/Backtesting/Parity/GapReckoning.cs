using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Positions;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>What a difference was worth: life minus backtest, quote units, with what is open valued at the day's last close.</summary>
internal sealed class GapReckoning(LivedDay lived, BacktestResult tried, decimal lastClose)
{
    /// <summary>Profit of the round trip that an order of the backtest opened.</summary>
    public decimal OfTried(string orderId) => tried.Whole.Trades.Concat(tried.Whole.OpenTrades).FirstOrDefault(t => t.Trade.Id == orderId)?.Trade.Profit ?? 0;

    /// <summary>Profit in the day of a round trip that life made, from an order of it on.</summary>
    public decimal OfLived(string orderId)
    {
        if (lived.Fills.FirstOrDefault(f => f.OrderId == orderId) is not { } first)
            return 0;
        var trade = lived.Trades.FirstOrDefault(t => t.OpenedAt <= first.At && (t.ClosedAt is null || t.ClosedAt >= first.At));
        return trade is null ? 0 : DayProfit(trade, first.At);
    }

    /// <summary>A position was sold here and not there: what the two got for it in the end.</summary>
    /// <param name="livedPrice">What life got; null where it sold later or not at all.</param>
    /// <param name="triedPrice">The same of the backtest.</param>
    public decimal OfExit(decimal quantity, decimal? livedPrice, decimal? triedPrice, DateTimeOffset at) => quantity *
        ((livedPrice ?? NextSale(lived.Fills, at) ?? lastClose) - (triedPrice ?? NextSale(tried.Fills, at) ?? lastClose));

    /// <summary>Profit of a round trip between a moment and the end of the day; what was held before counts at nothing.</summary>
    private decimal DayProfit(Trade trade, DateTimeOffset from)
    {
        var (cash, held) = (0m, 0m);
        foreach (var fill in lived.Fills)
        {
            if (fill.At < from || fill.At >= lived.To || fill.At > trade.ClosedAt)
                continue;
            var sign = fill.Side == Side.Buy ? 1 : -1;
            cash -= (sign * fill.Value) + (fill.FeeValue ?? 0);
            held += sign * fill.Quantity.Value;
        }
        return cash + (Math.Max(held, 0) * lastClose);
    }

    private decimal? NextSale(IEnumerable<Orders.Fill> fills, DateTimeOffset at) => fills.FirstOrDefault(f => f.Side == Side.Sell && f.At >= at && f.At < lived.To)?.Price.Value;
}
