using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>Reads what a plan is tried on, once: all trials share it, and with whatever ran on it before.</summary>
public sealed class OptimisationData(SharedSeries candles, MarketHub hub)
{
    private const int WarmUp = 2_000;
    private const int SeenForRules = 2_000;

    /// <exception cref="ArgumentException">There are no such candles; the message says what to do.</exception>
    public async Task<(CandleSeries Series, TradingRules Rules)> Read(OptimisationPlan plan, CancellationToken cancel)
    {
        var (market, timeframe) = (MarketId.Parse(plan.Market), Timeframe.Parse(plan.Timeframe));
        var from = plan.From is { } start ? start - (WarmUp * timeframe.Duration) : DateTimeOffset.MinValue;
        var series = await candles.Read(market, timeframe, from, plan.To ?? DateTimeOffset.MaxValue, cancel);
        if (series.Candles.IsEmpty)
            throw new ArgumentException($"There are no {timeframe} candles of {market}. Import or backfill them first.", nameof(plan));
        var rules = hub.TryGet(market, out var open) ? open.Rules : TradingRules.Observed(series.Candles.Span[..Math.Min(SeenForRules, series.Candles.Length)].ToArray());
        return (series, rules);
    }
}
