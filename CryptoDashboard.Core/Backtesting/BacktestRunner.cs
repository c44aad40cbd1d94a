using System.Text.Json;
using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>From a request to its report: has the candles read, where no run before did, runs the engine, writes the report.</summary>
public sealed class BacktestRunner(ICandleStore candles, SharedSeries shared, ITryBook tries, MarketHub hub, TimeProvider time)
{
    // Indicators and risk are warmed up by candles before the start: as many as the strategy wants and these at least.
    private const int LeastWarmUp = 300;
    private const int SeenForRules = 2_000;

    /// <exception cref="ArgumentException">It cannot be run as it was asked; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<BacktestReport> Run(BacktestRequest request, IProgress<BacktestProgress>? progress, CancellationToken cancel)
    {
        var (markets, timeframe, kind) = Understand(request);
        var series = new List<CandleSeries>();
        var bots = new List<BacktestBot>();
        foreach (var market in markets)
        {
            var own = await Read(market, timeframe, request, kind, cancel);
            series.Add(own);
            if (request.UsesFinerCandles && await ReadFiner(market, timeframe, request, cancel) is { } finer)
                series.Add(finer);
            bots.Add(new()
            {
                Market = market,
                Timeframe = timeframe,
                Strategy = kind.Name,
                Parameters = kind.Complete(request.ParameterValues()),
                Capital = request.Capital / markets.Count,
                Risk = request.Profile(),
                Rules = RulesOf(market, own, request),
            });
        }
        var settings = new BacktestSettings
        {
            Bots = bots,
            From = request.From,
            To = request.To,
            FillAt = request.FillAt,
            Fills = new FillAssumptions { Spread = request.Spread, Slippage = request.Slippage, LatencyMs = request.LatencyMs, VolumeShare = request.VolumeShare },
        };
        var histories = OtherHistories.Planned(settings, series, request.Histories);
        var told = progress is null ? null : new Beginning(progress, histories);
        var (result, learnt) = await Task.Run<(BacktestResult, LearntOutcomes?)>(
            () => request is { Fills: FillSource.Learnt, Learnt: { } known } ? LearntOutcomes.Run(settings, known, request.Seed, series, told, cancel) : (Backtest.Run(settings, series, told, cancel), null),
            cancel);
        // Each look at how a strategy did on some candles is a try of it there.
        await tries.Note([.. markets.Select((market, i) => new TryNote
        {
            Strategy = TryNote.Family(kind.Name),
            Market = market,
            Timeframe = timeframe,
            From = result.Bots[i].From,
            To = result.Bots[i].To,
            At = time.GetUtcNow(),
            Count = 1,
        })], cancel);
        return await Task.Run(
            () => BacktestReport.Of(SubjectOf(request, kind, result, series) with { Learnt = learnt }, result.Whole, OtherHistories.Of(result, series, histories, request.Seed, progress, cancel), cancel), cancel);
    }

    private static (List<MarketId> Markets, Timeframe Timeframe, StrategyKind Kind) Understand(BacktestRequest request)
    {
        if (!Timeframe.TryParse(request.Timeframe, out var timeframe))
            throw new ArgumentException($"'{request.Timeframe}' is not a timeframe: use one of {string.Join(", ", Timeframe.All)}.");
        if (!StrategyCatalogue.TryGet(request.Strategy, out var kind))
            throw new ArgumentException($"There is no strategy '{request.Strategy}'.");
        if (request.Markets.Count is 0 or > 50)
            throw new ArgumentException("Choose between 1 and 50 markets.");
        var markets = new List<MarketId>();
        foreach (var text in request.Markets.Distinct())
            markets.Add(MarketId.TryParse(text, out var market) ? market : throw new ArgumentException($"'{text}' is not a market: use exchange:BASE/QUOTE."));
        return (markets, timeframe, kind);
    }

    private async Task<CandleSeries> Read(MarketId market, Timeframe timeframe, BacktestRequest request, StrategyKind kind, CancellationToken cancel)
    {
        var warmUp = Math.Max(LeastWarmUp, kind.Create(request.ParameterValues()).Memory);
        var from = request.From is { } start ? start - (warmUp * timeframe.Duration) : DateTimeOffset.MinValue;
        return await shared.Read(market, timeframe, from, request.To ?? DateTimeOffset.MaxValue, cancel) is { Candles.IsEmpty: false } series
            ? series
            : throw new ArgumentException($"There are no {timeframe} candles of {market} in that stretch. Import or backfill them first.");
    }

    /// <summary>The shortest candles of the market that are stored for the whole stretch.</summary>
    private async Task<CandleSeries?> ReadFiner(MarketId market, Timeframe timeframe, BacktestRequest request, CancellationToken cancel)
    {
        var own = await candles.Series(market, timeframe, cancel);
        foreach (var shorter in Timeframe.All.Where(t => t < timeframe))
        {
            if (own is null || await candles.Series(market, shorter, cancel) is not { } stored)
                continue;
            var from = request.From is { } start && start > own.First ? start : own.First;
            var to = request.To is { } end && end < own.Last ? end : own.Last;
            if (stored.First <= from && stored.Last >= to - shorter.Duration)
                return await shared.Read(market, shorter, from, request.To ?? DateTimeOffset.MaxValue, cancel);
        }
        return null;
    }

    private TradingRules RulesOf(MarketId market, CandleSeries series, BacktestRequest request)
    {
        var rules = hub.TryGet(market, out var open) ? open.Rules : TradingRules.Observed(series.Candles.Span[..Math.Min(SeenForRules, series.Candles.Length)].ToArray());
        return rules with { MakerFee = request.MakerFee ?? rules.MakerFee, TakerFee = request.TakerFee ?? rules.TakerFee };
    }

    private ReportSubject SubjectOf(BacktestRequest request, StrategyKind kind, BacktestResult result, List<CandleSeries> series) => new()
    {
        Name = request.Name,
        Currency = result.Settings.Bots[0].Market.Symbol.Quote.Code,
        MadeAt = time.GetUtcNow(),
        Took = result.Elapsed,
        Candles = result.Candles,
        AmbiguousCandles = result.AmbiguousCandles,
        Sections = RequestWords.Sections(request, kind, result.Settings, series),
        Settings = JsonSerializer.SerializeToElement(request, ReportJson.Options),
        Seed = request.Seed,
    };

    /// <summary>The real history is the first of all that are traded.</summary>
    private sealed class Beginning(IProgress<BacktestProgress> all, int others) : IProgress<BacktestProgress>
    {
        public void Report(BacktestProgress value) => all.Report(value with { All = value.All * (1 + others) });
    }
}
