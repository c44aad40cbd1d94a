namespace CryptoDashboard.Core.Performance;

/// <summary>
/// The run against its own market: the same money spent whole at the first price and kept (buy-and-hold), by the same days.
/// r are the run's daily returns, b those of buy-and-hold; a year has 365 days, the risk-free rate is 0.
/// </summary>
public sealed record HoldMetrics
{
    public required Figure HoldReturn { get; init; }

    public required Figure HoldCagr { get; init; }

    public required Figure HoldMaxDrawdown { get; init; }

    public required Figure HoldSharpe { get; init; }

    /// <summary>The run's total return minus that of buy-and-hold.</summary>
    public required Figure ExcessReturn { get; init; }

    /// <summary>The run's total return minus that of the same money spent in equal parts, one each day.</summary>
    public required Figure ExcessOverAveraging { get; init; }

    /// <summary>cov(r, b) / var(b).</summary>
    public required Figure Beta { get; init; }

    /// <summary>Jensen's alpha of a year: 365 (mean r − β mean b).</summary>
    public required Figure Alpha { get; init; }

    public required Figure Correlation { get; init; }

    /// <summary>sd(r − b) √365.</summary>
    public required Figure TrackingError { get; init; }

    /// <summary>mean(r − b) / sd(r − b) √365.</summary>
    public required Figure InformationRatio { get; init; }

    /// <summary>365 mean(r) / β.</summary>
    public required Figure Treynor { get; init; }

    /// <param name="trades">Closed trades behind the run.</param>
    public static HoldMetrics Of(EquityCurve curve, EquityCurve? hold, int trades, Basis basis)
    {
        if (hold is null || hold.Samples.Count != curve.Samples.Count)
            return Nothing("There is no buy-and-hold to compare with.");
        var own = ReturnMetrics.Of(hold, null, basis);
        var (r, b) = (curve.Returns, hold.Returns);
        var difference = Moments.Of([.. r.Zip(b, (x, y) => x - y)]);
        var (mean, market) = (Moments.Of([.. r]), Moments.Of([.. b]));
        var joint = r.Count < 2 ? double.NaN : r.Zip(b, (x, y) => (x - mean.Mean) * (y - market.Mean)).Sum() / (r.Count - 1);
        var refusal = basis.LackOfDays(curve.Days) ?? basis.LackOfTrades(trades) ?? (r.Count < 2 ? "There are fewer than two days." : null);
        var beta = Figure.Quotient(joint, market.Deviation * market.Deviation, "The market did not move.");
        var year = Math.Sqrt(ReturnMetrics.Year);
        return new()
        {
            HoldReturn = own.TotalReturn,
            HoldCagr = own.Cagr,
            HoldMaxDrawdown = own.MaxDrawdown,
            HoldSharpe = own.Sharpe,
            ExcessReturn = Figure.Of(curve.TotalReturn - hold.TotalReturn),
            ExcessOverAveraging = Figure.Of(curve.TotalReturn - Averaging(hold)),
            Beta = beta.Unless(refusal),
            Alpha = (beta.Value is { } slope ? Figure.Of(ReturnMetrics.Year * (mean.Mean - (slope * market.Mean))) : beta).Unless(refusal),
            Correlation = Figure.Quotient(joint, mean.Deviation * market.Deviation, "One of the two did not move.").Unless(refusal),
            TrackingError = Figure.Of(difference.Deviation * year).Unless(refusal),
            InformationRatio = Figure.Quotient(difference.Mean, difference.Deviation, "Both moved alike.").Times(year).Unless(refusal),
            Treynor = (beta.Value is { } risk ? Figure.Quotient(ReturnMetrics.Year * mean.Mean, risk, "It does not move with the market.") : beta).Unless(refusal),
        };
    }

    /// <summary>Return of spending the money in equal parts at every sample but the last, by the prices that buy-and-hold implies.</summary>
    private static double Averaging(EquityCurve hold)
    {
        var parts = hold.Samples.Take(hold.Samples.Count - 1).Where(s => s.Equity > 0).Select(s => hold.Last.Equity / s.Equity).ToList();
        return parts.Count == 0 ? double.NaN : parts.Average() - 1;
    }

    private static HoldMetrics Nothing(string why)
    {
        var none = Figure.None(why);
        return new()
        {
            HoldReturn = none,
            HoldCagr = none,
            HoldMaxDrawdown = none,
            HoldSharpe = none,
            ExcessReturn = none,
            ExcessOverAveraging = none,
            Beta = none,
            Alpha = none,
            Correlation = none,
            TrackingError = none,
            InformationRatio = none,
            Treynor = none,
        };
    }
}
