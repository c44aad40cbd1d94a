using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What one bot's run leaves behind while it goes on. Doubles where a figure is only looked at: they are marked at each candle.</summary>
internal sealed class LaneRecord(bool keepsDetails)
{
    private const long DayMs = 86_400_000;

    private readonly SortedDictionary<string, int> _refusals = new(StringComparer.Ordinal);
    private long _dayEnds = long.MaxValue;

    public TradeLog Trades { get; } = new();

    public List<EquitySample> Days { get; } = [];

    public List<double> DayCloses { get; } = [];

    public List<SignalRecord> Signals { get; } = [];

    public List<Order> Orders { get; } = [];

    public List<Fill> Fills { get; } = [];

    public bool KeepsDetails => keepsDetails;

    public int SignalCount { get; private set; }

    public int OrderCount { get; private set; }

    public int InVain { get; private set; }

    public int Ambiguous { get; set; }

    public decimal Fees { get; private set; }

    public decimal Turnover { get; private set; }

    public TimeSpan InMarket { get; private set; }

    public IReadOnlyDictionary<string, int> Refusals => _refusals;

    public void Begin(long openMs, double equity, double price)
    {
        _dayEnds = ((openMs / DayMs) + 1) * DayMs;
        Days.Add(new EquitySample(DateTimeOffset.FromUnixTimeMilliseconds(openMs), equity));
        DayCloses.Add(price);
    }

    /// <summary>Whether a candle that opens at this moment is of another day than the last one.</summary>
    public bool IsNewDay(long openMs) => openMs >= _dayEnds;

    public void EndDay(long closedMs, long nextOpenMs, double equity, double close)
    {
        _dayEnds = ((nextOpenMs / DayMs) + 1) * DayMs;
        Days.Add(new EquitySample(DateTimeOffset.FromUnixTimeMilliseconds(closedMs), equity));
        DayCloses.Add(close);
    }

    public void CountSignal() => SignalCount++;

    public void CountOrder() => OrderCount++;

    public void CountRefusal(RiskRefusal refusal) => _refusals[refusal.Code] = _refusals.GetValueOrDefault(refusal.Code) + 1;

    public void Note(Fill fill)
    {
        Fees += fill.FeeValue ?? 0;
        Turnover += fill.Value;
        if (keepsDetails)
            Fills.Add(fill);
    }

    public void Ended(Order order)
    {
        if (order.Filled.IsZero && !order.IsProtective)
            InVain++;
        if (keepsDetails)
            Orders.Add(order);
    }

    public void Finished(Trade trade, double worst, double best)
    {
        Trades.Add(trade, worst, best);
        InMarket += trade.ClosedAt!.Value - trade.OpenedAt;
    }
}
