using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>Reads what a plan is tried on, once: all trials share it.</summary>
public sealed class OptimisationData(ICandleStore candles, MarketHub hub)
{
    private const int WarmUp = 2_000;
    private const int SeenForRules = 2_000;

    /// <exception cref="ArgumentException">There are no such candles; the message says what to do.</exception>
    public async Task<(CandleSeries Series, TradingRules Rules)> Read(OptimisationPlan plan, CancellationToken cancel)
    {
        var (market, timeframe) = (MarketId.Parse(plan.Market), Timeframe.Parse(plan.Timeframe));
        var stored = await candles.Series(market, timeframe, cancel)
            ?? throw new ArgumentException($"There are no {timeframe} candles of {market}. Import or backfill them first.", nameof(plan));
        var from = plan.From is { } start && start - (WarmUp * timeframe.Duration) is var early && early > stored.First ? early : stored.First;
        var to = plan.To is { } end && end < stored.Last + timeframe.Duration ? end : stored.Last + timeframe.Duration;
        var all = new List<Candle>((int)Math.Clamp((to - from) / timeframe.Duration, 0, stored.Count));
        await foreach (var candle in candles.Read(market, timeframe, from, to, cancel))
            all.Add(candle);
        var series = new CandleSeries(market, timeframe, all.ToArray());
        var rules = hub.TryGet(market, out var open) ? open.Rules : TradingRules.Observed(series.Candles.Span[..Math.Min(SeenForRules, series.Candles.Length)].ToArray());
        return (series, rules);
    }
}
