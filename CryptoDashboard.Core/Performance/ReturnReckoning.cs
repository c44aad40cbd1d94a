namespace CryptoDashboard.Core.Performance;

/// <summary>Works <see cref="ReturnMetrics"/> out of a curve; the definitions stand there.</summary>
internal sealed class ReturnReckoning(EquityCurve curve, int? trades, Basis basis)
{
    private const string NoSpread = "Every day's return is the same, so there is no risk to set it against.";
    private const string NoFall = "Equity never fell.";

    private readonly double[] _returns = [.. curve.Returns];
    private readonly Drawdowns _drawdowns = Drawdowns.Of(curve);
    private readonly string? _short = basis.LackOfDays(curve.Days);
    private readonly string? _thin = basis.LackOfDays(curve.Days) ?? (trades is { } count ? basis.LackOfTrades(count) : null);

    public ReturnMetrics Metrics()
    {
        var moments = Moments.Of(_returns);
        var sorted = _returns.Order().ToArray();
        var year = Math.Sqrt(ReturnMetrics.Year);
        var downside = _returns.Length == 0 ? double.NaN : Math.Sqrt(_returns.Sum(r => Math.Min(r, 0) * Math.Min(r, 0)) / _returns.Length);
        var few = _returns.Length < 2 ? "There are fewer than two days." : null;
        var cagr = Growth();
        var deepest = _drawdowns.Deepest;
        var losses = -_returns.Sum(r => Math.Min(r, 0));
        return new()
        {
            Days = (int)Math.Round(curve.Days),
            Drawdowns = _drawdowns,
            TotalReturn = Figure.Of(curve.TotalReturn, "The start was nothing."),
            Cagr = cagr.Unless(_short),
            MeanDailyReturn = Figure.Of(moments.Mean).Unless(_returns.Length == 0 ? "There is not one day." : null),
            StdevDailyReturn = Figure.Of(moments.Deviation, "There are fewer than two days."),
            VolatilityAnnualised = Figure.Of(moments.Deviation * year, "There are fewer than two days.").Unless(_short),
            Sharpe = Figure.Quotient(moments.Mean, moments.Deviation, NoSpread).Times(year).Unless(_thin ?? few),
            DownsideDeviationDaily = Figure.Of(downside, "There is not one day."),
            Sortino = Figure.Quotient(moments.Mean, downside, "No day lost.").Times(year).Unless(_thin ?? few),
            MaxDrawdown = Figure.Of(_drawdowns.Max),
            Calmar = cagr.Value is { } growth ? Figure.Quotient(growth, _drawdowns.Max, NoFall).Unless(_thin) : cagr,
            MaxDrawdownLoss = Figure.Of(deepest?.Loss ?? 0),
            MaxDrawdownDurationDays = Figure.Of(_drawdowns.LongestDays),
            AverageDrawdown = deepest is null ? Figure.Of(0d) : Figure.Of(_drawdowns.All.Average(d => d.Depth)),
            AverageRecoveryDays = Recovery(),
            UlcerIndex = Figure.Of(_drawdowns.UlcerIndex),
            Var95 = Risk(sorted, 0.05, mean: false),
            Cvar95 = Risk(sorted, 0.05, mean: true),
            Cvar99 = Risk(sorted, 0.01, mean: true),
            Omega = Figure.Quotient(_returns.Sum(r => Math.Max(r, 0)), losses, "No day lost.").Unless(_thin),
            Serenity = Serenity(moments).Unless(_thin ?? few),
            RecoveryFactor = Figure.Quotient(curve.Last.Equity - curve.First.Equity, deepest?.Loss ?? 0, NoFall).Unless(_thin),
            Sterling = cagr.Value is { } pace ? Figure.Quotient(pace, deepest is null ? 0 : _drawdowns.Worst(5).Average(d => d.Depth), NoFall).Unless(_thin) : cagr,
            Skewness = Figure.Of(moments.Skewness, NoSpread).Unless(_short ?? few),
            Kurtosis = Figure.Of(moments.Kurtosis, NoSpread).Unless(_short ?? few),
            LowestEquity = Figure.Of(curve.Samples.Min(s => s.Equity)),
            HighestEquity = Figure.Of(curve.Samples.Max(s => s.Equity)),
        };
    }

    private Figure Growth()
    {
        if (curve.Days <= 0)
            return Figure.None("No time passed.");
        if (double.IsNaN(curve.TotalReturn))
            return Figure.None("The start was nothing.");
        return Figure.Of(curve.Last.Equity <= 0 ? -1 : Math.Pow(curve.Last.Equity / curve.First.Equity, ReturnMetrics.Year / curve.Days) - 1, "It is too large to be told.");
    }

    private Figure Recovery()
    {
        var recovered = _drawdowns.All.Where(d => d.RecoveredAt is not null).ToList();
        return recovered.Count == 0 ? Figure.None(_drawdowns.All.Count == 0 ? NoFall : "No fall was made good.") : Figure.Of(recovered.Average(d => d.Days));
    }

    private Figure Risk(double[] sorted, double share, bool mean)
    {
        if (sorted.Length == 0)
            return Figure.None("There is not one day.").Unless(_short);
        var quantile = Moments.Quantile(sorted, share);
        return Figure.Of(-(mean ? sorted.TakeWhile(r => r <= quantile).DefaultIfEmpty(sorted[0]).Average() : quantile)).Unless(_short);
    }

    private Figure Serenity(Moments returns)
    {
        var under = _drawdowns.UnderWater.Skip(1).Select(d => -d).ToArray();
        if (under.Length < 2 || _drawdowns.Deepest is null)
            return Figure.None(NoFall);
        var depth = Moments.Of(under);
        var limit = depth.Mean + (NormalDistribution.Quantile(0.05) * depth.Deviation);
        var beyond = under.Where(d => d < limit).ToList();
        var pitfall = -(beyond.Count > 0 ? beyond.Average() : limit) / returns.Deviation;
        var ulcer = Math.Sqrt(under.Sum(d => d * d) / (under.Length - 1));
        return Figure.Quotient(_returns.Sum(), ulcer * pitfall, NoFall);
    }
}
