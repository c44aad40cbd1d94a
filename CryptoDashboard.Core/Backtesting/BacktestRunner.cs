using System.Text.Json;
using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>From a request to its report: has the candles read, where no run before did, runs the engine, writes the report.</summary>
public sealed class BacktestRunner(ICandleStore candles, SharedSeries shared, ITryBook tries, UniverseReader universes, MarketHub hub, TimeProvider time)
{
    // Indicators and risk are warmed up by candles before the start: as many as the strategy wants and these at least.
    private const int LeastWarmUp = 300;
    private const int SeenForRules = 2_000;

    /// <exception cref="ArgumentException">It cannot be run as it was asked; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<BacktestReport> Run(BacktestRequest request, IProgress<BacktestProgress>? progress, CancellationToken cancel)
    {
        var tried = await Try(request, progress, cancel);
        return await Task.Run(
            () => BacktestReport.Of(SubjectOf(request, tried) with { Learnt = tried.Learnt }, tried.Result.Whole, OtherHistories.Of(tried.Result, tried.Series, tried.Histories, request.Seed, progress, cancel), cancel) with { Members = tried.Result.Members },
            cancel);
    }

    /// <exception cref="ArgumentException">It cannot be run as it was asked; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<BacktestTry> Try(BacktestRequest request, IProgress<BacktestProgress>? progress, CancellationToken cancel)
    {
        var (timeframe, kind) = Understand(request);
        var plan = request.Universe is null ? null : await PlanOf(request, timeframe, cancel);
        var markets = plan?.Markets ?? MarketsOf(request);
        var places = plan is null ? markets.Count : PlacesOf(request);
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
                Capital = request.Capital / places,
                Risk = request.Profile(),
                Rules = RulesOf(market, own, request),
            });
            if (series.Sum(s => (long)s.Candles.Length) > 2 * RosterPlan.MostCandles)
                throw new ArgumentException($"That takes more than {2 * RosterPlan.MostCandles:#,0} candles. Take a shorter stretch, or fewer markets.");
        }
        var settings = new BacktestSettings
        {
            Bots = bots,
            From = request.From,
            To = request.To,
            FillAt = request.FillAt,
            Fills = new FillAssumptions { Spread = request.Spread, Slippage = request.Slippage, LatencyMs = request.LatencyMs, VolumeShare = request.VolumeShare },
            Roster = plan is null ? null : new BacktestRoster(plan.Looks, places, request.Capital),
        };
        // Who belonged follows from what really happened; drawn candles would be traded by members of another history.
        var histories = plan is null ? OtherHistories.Planned(settings, series, request.Histories) : 0;
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
        }).Where(n => n.To > n.From)], cancel);
        var holes = HoleNotes.Of(series.Where(s => s.Timeframe == timeframe), request.From, request.To);
        return new BacktestTry(result, kind, series, [.. holes, .. plan is null ? [] : RosterNotes.Of(request.Universe!, plan)], learnt, histories);
    }

    private static (Timeframe Timeframe, StrategyKind Kind) Understand(BacktestRequest request)
    {
        if (!Timeframe.TryParse(request.Timeframe, out var timeframe))
            throw new ArgumentException($"'{request.Timeframe}' is not a timeframe: use one of {string.Join(", ", Timeframe.All)}.");
        if (!StrategyCatalogue.TryGet(request.Strategy, out var kind))
            throw new ArgumentException($"There is no strategy '{request.Strategy}'.");
        return (timeframe, kind);
    }

    private static List<MarketId> MarketsOf(BacktestRequest request)
    {
        if (request.Markets.Count is 0 or > 50)
            throw new ArgumentException("Choose between 1 and 50 markets.");
        var markets = new List<MarketId>();
        foreach (var text in request.Markets.Distinct())
            markets.Add(MarketId.TryParse(text, out var market) ? market : throw new ArgumentException($"'{text}' is not a market: use exchange:BASE/QUOTE."));
        return markets;
    }

    private static int PlacesOf(BacktestRequest request) => request.Places is not { } places ? request.Universe!.Size
        : places is >= 1 and <= Universe.MostMembers ? places : throw new ArgumentException($"A universe has 1 to {Universe.MostMembers} places; {places} are asked for.");

    private async Task<RosterPlan> PlanOf(BacktestRequest request, Timeframe timeframe, CancellationToken cancel)
    {
        var universe = request.Universe!;
        if (universe.Faults().ToList() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(" ", faults));
        if (request.Fills == FillSource.Learnt)
            throw new ArgumentException("Learnt fills are looked up for markets that are chosen beforehand. With a universe, give spread, slippage and delay yourself.");
        if (request.From is not { } from)
            throw new ArgumentException("Say where it begins: a universe is judged by what was known at each moment, and looks back from there.");
        var last = (await candles.Series(cancel)).Where(s => s.Market.Exchange == universe.Exchange && s.Market.Symbol.Quote.Code == universe.Quote && s.Timeframe == timeframe).Select(s => (DateTimeOffset?)s.Last).Max();
        if (last is null || last < from)
            throw new ArgumentException($"There are no {timeframe} candles of {universe.Quote} markets of {universe.Exchange} after {from:yyyy-MM-dd}. Import or backfill them first.");
        var end = last.Value + timeframe.Duration;
        return await RosterPlan.Of(universe, timeframe, from, request.To < end ? request.To.Value : end, universes, candles, cancel);
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

    private ReportSubject SubjectOf(BacktestRequest request, BacktestTry tried) => new()
    {
        Name = request.Name,
        Currency = tried.Result.Settings.Bots[0].Market.Symbol.Quote.Code,
        MadeAt = time.GetUtcNow(),
        Took = tried.Result.Elapsed,
        Candles = tried.Result.Candles,
        AmbiguousCandles = tried.Result.AmbiguousCandles,
        Sections = RequestWords.Sections(request, tried.Kind, tried.Result.Settings, tried.Series),
        Settings = JsonSerializer.SerializeToElement(request, ReportJson.Options),
        Notes = tried.Notes,
        Seed = request.Seed,
    };

    /// <summary>The real history is the first of all that are traded.</summary>
    private sealed class Beginning(IProgress<BacktestProgress> all, int others) : IProgress<BacktestProgress>
    {
        public void Report(BacktestProgress value) => all.Report(value with { All = value.All * (1 + others) });
    }
}
