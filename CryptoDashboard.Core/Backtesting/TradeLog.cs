using System.Buffers;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Positions;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>
/// The finished trades of a run, laid flat while it goes on. Thousands of small objects that live as long as the run are copied by each
/// garbage collection, which halts all cores: that is what kept a search on two cores from being twice as fast.
/// </summary>
internal sealed class TradeLog
{
    private const int AtFirst = 256;

    private Row[] _rows = ArrayPool<Row>.Shared.Rent(AtFirst);
    private int _count;

    public void Add(Trade trade, double worst, double best)
    {
        if (_count == _rows.Length)
            Grow();
        _rows[_count++] = new Row(
            trade.Id, trade.BotId, trade.Market, trade.OpenedAt, trade.ClosedAt, trade.Bought, trade.Paid, trade.Sold, trade.Received, trade.Fees, trade.Profit,
            trade.OpenReason, trade.CloseReason, trade.ClosedByGuard, trade.OpenAtr, trade.Reached, worst, best);
    }

    /// <summary>All of them, in the order they ended; the log is empty afterwards and takes no more.</summary>
    public List<FinishedTrade> TakeAll()
    {
        var all = new List<FinishedTrade>(_count);
        foreach (ref readonly var row in _rows.AsSpan(0, _count))
            all.Add(row.ToTrade());
        ArrayPool<Row>.Shared.Return(_rows, clearArray: true);
        (_rows, _count) = ([], 0);
        return all;
    }

    private void Grow()
    {
        var larger = ArrayPool<Row>.Shared.Rent(_rows.Length * 2);
        _rows.CopyTo(larger, 0);
        ArrayPool<Row>.Shared.Return(_rows, clearArray: true);
        _rows = larger;
    }

    private readonly record struct Row(
        string Id, int BotId, MarketId Market, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, Quantity Bought, decimal Paid, Quantity Sold, decimal Received, decimal Fees, decimal Profit,
        string OpenReason, string? CloseReason, bool ClosedByGuard, decimal OpenAtr, decimal Reached, double Worst, double Best)
    {
        public FinishedTrade ToTrade() => new(
            new Trade
            {
                Id = Id,
                BotId = BotId,
                Market = Market,
                OpenedAt = OpenedAt,
                ClosedAt = ClosedAt,
                Bought = Bought,
                Paid = Paid,
                Sold = Sold,
                Received = Received,
                Fees = Fees,
                Profit = Profit,
                OpenReason = OpenReason,
                CloseReason = CloseReason,
                ClosedByGuard = ClosedByGuard,
                OpenAtr = OpenAtr,
                Reached = Reached,
            },
            Worst, Best);
    }
}
