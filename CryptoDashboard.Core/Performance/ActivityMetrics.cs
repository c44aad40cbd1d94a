namespace CryptoDashboard.Core.Performance;

/// <summary>How much was done for it: time in the market, orders, fees, turnover.</summary>
public sealed record ActivityMetrics
{
    /// <summary>Share of the time in which something was held.</summary>
    public required Figure Exposure { get; init; }

    public required decimal Fees { get; init; }

    /// <summary>Fees / (sum of the wins before fees): what part of the gains went to the exchange.</summary>
    public required Figure FeeShare { get; init; }

    /// <summary>Value of all fills; quote units.</summary>
    public required decimal Turnover { get; init; }

    /// <summary>Value of all fills / mean daily equity / days: how often the money is turned over in a day, buys and sells counted.</summary>
    public required Figure DailyTurnover { get; init; }

    public required Figure TradesPerDay { get; init; }

    public required Figure TradesPerWeek { get; init; }

    public required Figure TradesPerMonth { get; init; }

    public required int Signals { get; init; }

    public required int Orders { get; init; }

    /// <summary>Orders that ended without a fill.</summary>
    public required int OrdersInVain { get; init; }

    /// <summary>What the risk gate refused, all codes together.</summary>
    public required int Refused { get; init; }

    public required int OpenTrades { get; init; }

    /// <summary>Change of equity that no closed trade booked: of what is open, at the last close.</summary>
    public required decimal OpenProfit { get; init; }

    public static ActivityMetrics Of(RunRecord run, EquityCurve curve)
    {
        var length = run.To - run.From;
        var days = length.TotalDays;
        var pace = days <= 0 ? Figure.None("No time passed.") : Figure.Of(run.Trades.Count / days);
        var mean = curve.Samples.Average(s => s.Equity);
        var grossBeforeFees = run.Trades.Select(t => t.Profit + t.Trade.Fees).Where(p => p > 0).Sum();
        return new()
        {
            Exposure = days <= 0 ? pace : Figure.Of(run.InMarket / length),
            Fees = run.Fees,
            FeeShare = grossBeforeFees == 0 ? Figure.None("No trade won, even before fees.") : Figure.Of((double)(run.Trades.Sum(t => t.Trade.Fees) / grossBeforeFees)),
            Turnover = run.Turnover,
            DailyTurnover = days <= 0 ? pace : Figure.Quotient((double)run.Turnover, mean * days, "The equity was nothing."),
            TradesPerDay = pace,
            TradesPerWeek = pace.Times(7),
            TradesPerMonth = pace.Times(ReturnMetrics.Year / 12),
            Signals = run.Signals,
            Orders = run.Orders,
            OrdersInVain = run.OrdersInVain,
            Refused = run.Refusals.Values.Sum(),
            OpenTrades = run.OpenTrades.Count,
            OpenProfit = run.FinalEquity - run.StartEquity - run.Trades.Sum(t => t.Profit),
        };
    }
}
