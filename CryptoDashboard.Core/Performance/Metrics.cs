namespace CryptoDashboard.Core.Performance;

/// <summary>Every figure of a run, by what it is made of. <see cref="MetricCatalogue"/> lists them with names and meanings.</summary>
public sealed record Metrics
{
    public required decimal StartEquity { get; init; }

    public required decimal FinalEquity { get; init; }

    public required ReturnMetrics Returns { get; init; }

    public required TradeMetrics Trades { get; init; }

    public required DayMetrics Days { get; init; }

    public required HoldMetrics Hold { get; init; }

    public required ActivityMetrics Activity { get; init; }

    public required ExcursionMetrics Excursions { get; init; }

    /// <summary>Deepest fall by the close of each candle, not only of each day.</summary>
    public required Figure DeepestFall { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above zero.</summary>
    public required Figure ProbabilisticSharpe { get; init; }

    /// <summary>Days of daily returns it takes to be 95 % sure of a Sharpe ratio above zero.</summary>
    public required Figure MinimumTrackRecord { get; init; }

    /// <param name="basis">From how much on ratios are told; <see cref="Basis.Shown"/> unless something machine-made weighs them.</param>
    /// <exception cref="ArgumentException">The run has no day, or its days are not in order.</exception>
    public static Metrics Of(RunRecord run, Basis? basis = null)
    {
        basis ??= Basis.Shown;
        var curve = new EquityCurve(run.Days);
        var hold = run.BuyAndHold.Count == 0 ? null : new EquityCurve(run.BuyAndHold);
        var thin = basis.LackOfDays(curve.Days) ?? basis.LackOfTrades(run.Trades.Count);
        var track = TrackRecord.Of([.. curve.Returns]);
        return new()
        {
            StartEquity = run.StartEquity,
            FinalEquity = run.FinalEquity,
            Returns = ReturnMetrics.Of(curve, run.Trades.Count, basis),
            Trades = TradeMetrics.Of(run.Trades, basis),
            Days = DayMetrics.Of(curve),
            Hold = HoldMetrics.Of(curve, hold, run.Trades.Count, basis),
            Activity = ActivityMetrics.Of(run, curve),
            Excursions = ExcursionMetrics.Of(run.Trades, basis),
            DeepestFall = Figure.Of(run.DeepestFall),
            ProbabilisticSharpe = SharpeOdds.Probabilistic(track, 0).Unless(thin),
            MinimumTrackRecord = SharpeOdds.MinimumTrackRecord(track, 0, 0.95).Unless(thin),
        };
    }
}
