using System.Diagnostics;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>
/// Runs bots over stored candles with the code that runs them live: strategies, decisions, risk gate, orders, paper fills, positions. No
/// clock, no chance, no I/O: the same settings and candles give the same result to the last digit.
/// </summary>
public static class Backtest
{
    private const int CurvePoints = 2_000;

    /// <param name="candles">A series for each bot's market and timeframe; a shorter one of the same market is used to meet orders by.</param>
    /// <exception cref="ArgumentException">The settings have faults, or candles are missing: a sentence for each.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static BacktestResult Run(BacktestSettings settings, IReadOnlyList<CandleSeries> candles, IProgress<BacktestProgress>? progress = null, CancellationToken cancel = default)
    {
        var faults = settings.Faults().Concat(settings.Bots.Select(b => Missing(b, settings, candles)).OfType<string>()).ToList();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
        var lanes = new List<BacktestLane>();
        DeskExposure? See(BacktestLane asking) => settings.DeskLimits is { } limits || asking.Bot.Risk.LessWhenCorrelated ? DeskView.From(asking, lanes, settings.DeskLimits ?? new DeskLimits()) : null;
        foreach (var bot in settings.Bots)
            lanes.Add(MakeLane(bot, lanes.Count + 1, settings, candles, See));
        if (settings.Roster is not null)
            lanes.ForEach(l => l.Wait());
        var muster = new Muster(settings.Roster, lanes);
        var started = Stopwatch.GetTimestamp();
        var (curve, deepest) = RunLanes(lanes, muster, progress, cancel);
        foreach (var lane in lanes)
            lane.End();
        var elapsed = Stopwatch.GetElapsedTime(started);
        var records = lanes.ConvertAll(RecordOf);
        var whole = settings.Roster is { } roster ? Together.OfRoster(records, deepest, roster.Capital) : records.Count == 1 ? records[0] : Together.Of(records, deepest);
        return new BacktestResult(settings, whole, records, curve, lanes.Sum(l => (long)l.Traded), elapsed)
        {
            Members = muster.Members(lane => records[lanes.IndexOf(lane)].Trades),
            AmbiguousCandles = lanes.Sum(l => l.Record.Ambiguous),
            Signals = [.. lanes.SelectMany(l => l.Record.Signals).OrderBy(s => s.OpenTime)],
            Orders = [.. lanes.SelectMany(l => l.Record.Orders).OrderBy(o => o.PlacedAt)],
            Fills = [.. lanes.SelectMany(l => l.Record.Fills).OrderBy(f => f.At)],
        };
    }

    private static string? Missing(BacktestBot bot, BacktestSettings settings, IReadOnlyList<CandleSeries> candles)
    {
        if (candles.FirstOrDefault(s => s.Market == bot.Market && s.Timeframe == bot.Timeframe) is not { } series)
            return $"There are no {bot.Timeframe} candles of {bot.Market}. Import or backfill them first.";
        var (first, end) = Range(series, settings);
        return first < end ? null : $"The {bot.Timeframe} candles of {bot.Market} have none between {settings.From:yyyy-MM-dd HH:mm} and {settings.To:yyyy-MM-dd HH:mm}.";
    }

    private static (int First, int End) Range(CandleSeries series, BacktestSettings settings) => (
        settings.From is { } from ? series.IndexOf(from) : 0,
        settings.To is { } to ? series.IndexOf(to) : series.Candles.Length);

    private static BacktestLane MakeLane(BacktestBot bot, int id, BacktestSettings settings, IReadOnlyList<CandleSeries> candles, Func<BacktestLane, DeskExposure?> see)
    {
        var series = candles.First(s => s.Market == bot.Market && s.Timeframe == bot.Timeframe);
        var finer = candles.Where(s => s.Market == bot.Market && s.Timeframe < bot.Timeframe).MinBy(s => s.Timeframe);
        var (first, end) = Range(series, settings);
        return new BacktestLane(bot, id, series.Candles, first, end, finer?.Candles ?? default, settings, see);
    }

    /// <summary>Always the bot whose next candle closes first goes on; of several, the first one. Looks come after the candles that closed by then.</summary>
    private static (List<EquitySample> Curve, double Deepest) RunLanes(List<BacktestLane> lanes, Muster muster, IProgress<BacktestProgress>? progress, CancellationToken cancel)
    {
        var all = lanes.Sum(l => (long)l.ToTrade);
        var every = (int)Math.Max(1, all / CurvePoints);
        var curve = new List<EquitySample>(CurvePoints + 2);
        var beside = muster.Beside;
        var (done, noted, peak, deepest) = (0L, 0L, beside + lanes.Sum(l => l.Equity), 0d);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var (lane, other) = First(lanes);
            if (muster.NextLook < (lane?.NextClose ?? long.MaxValue))
            {
                muster.Look();
                continue;
            }
            if (lane is null)
                break;
            var (before, at) = (lane.Traded, lane.NextClose);
            if (lane.Run(Math.Min(other, muster.NextLook == long.MaxValue ? long.MaxValue : muster.NextLook + 1), muster.IsAwake ? 1 : every))
                muster.Stopped(lane);
            done += lane.Traded - before;
            if (lanes.Count > 1 || muster.IsAwake)
            {
                var equity = beside + lanes.Sum(l => l.Equity);
                peak = Math.Max(peak, equity);
                deepest = Math.Max(deepest, 1 - (equity / peak));
            }
            if (done - noted < every && done < all)
                continue;
            noted = done;
            curve.Add(new EquitySample(DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(at, lane.LastCloseMs)), beside + lanes.Sum(l => l.Equity)));
            progress?.Report(new BacktestProgress(done, all));
        }
        // Where some candles are traded by nobody, the last point may not have been noted.
        if (done != noted && lanes.Max(l => l.LastCloseMs) is var end)
            curve.Add(new EquitySample(DateTimeOffset.FromUnixTimeMilliseconds(end), beside + lanes.Sum(l => l.Equity)));
        return (curve, deepest);
    }

    private static (BacktestLane? Lane, long Other) First(List<BacktestLane> lanes)
    {
        BacktestLane? first = null;
        var (earliest, other) = (long.MaxValue, long.MaxValue);
        foreach (var lane in lanes)
        {
            var close = lane.NextClose;
            if (close < earliest)
                (first, other, earliest) = (lane, earliest, close);
            else if (close < other)
                other = close;
        }
        return (first, other);
    }

    private static RunRecord RecordOf(BacktestLane lane)
    {
        var record = lane.Record;
        var open = lane.OpenTrade();
        var final = lane.Holding.Equity(Price.FromDouble(lane.LastClose));
        var firstPrice = record.DayCloses[0];
        var bought = (double)lane.Bot.Capital * (1 - (double)lane.Bot.Rules.TakerFee) / firstPrice;
        // One that was never let in has traded no candle.
        var to = lane.Traded > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(lane.LastCloseMs) : record.Days[0].At;
        return new RunRecord
        {
            From = record.Days[0].At,
            To = to,
            StartEquity = lane.Bot.Capital,
            FinalEquity = final,
            Trades = record.Trades.TakeAll(),
            OpenTrades = open is { } trade ? [new FinishedTrade(trade.Trade, trade.Worst, trade.Best)] : [],
            Days = record.Days,
            BuyAndHold = [.. record.Days.Select((d, i) => new EquitySample(d.At, i == 0 ? (double)lane.Bot.Capital : bought * record.DayCloses[i]))],
            DeepestFall = lane.DeepestFall,
            InMarket = record.InMarket + (open is { } still ? to - still.Trade.OpenedAt : TimeSpan.Zero),
            Fees = record.Fees,
            Turnover = record.Turnover,
            Signals = record.SignalCount,
            Orders = record.OrderCount,
            OrdersInVain = record.InVain,
            Refusals = record.Refusals,
        };
    }
}
