using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Strategies;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>Says what a run was told, for its report.</summary>
internal static class RequestWords
{
    public static IReadOnlyList<ReportSection> Sections(BacktestRequest request, StrategyKind kind, BacktestSettings settings, IReadOnlyList<CandleSeries> series)
    {
        var bot = settings.Bots[0];
        var finer = series.FirstOrDefault(s => s.Timeframe < bot.Timeframe);
        return
        [
            new("Market",
            [
                .. request.Universe is { } universe
                    ? (ReportLine[])[new("Universe", $"{universe.Name}: {universe.Sentence()}"), new("Markets that ever belonged", settings.Bots.Count.ToString()), new("Places", $"{settings.Roster!.Places}")]
                    : [new(settings.Bots.Count == 1 ? "Market" : "Markets", string.Join(", ", settings.Bots.Select(b => b.Market)))],
                new("Timeframe", bot.Timeframe.ToString()),
                new("What was met first", finer is null ? $"by {bot.Timeframe} candles, the worse order assumed" : $"by {finer.Timeframe} candles"),
                new("Tick, lot, least value", $"{bot.Rules.TickSize:0.##########}, {bot.Rules.LotSize:0.##########}, {bot.Rules.MinNotional:0.########}"),
            ]),
            new("Strategy", [new("Strategy", kind.Title), .. kind.Says is { } says ? [new ReportLine("In words", says(bot.Parameters))] : Array.Empty<ReportLine>(), .. kind.Schema.Where(p => p.AppliesTo(bot.Parameters.Values)).Select(p => new ReportLine(p.Label, p.Words(bot.Parameters.Values[p.Name])))]),
            new("Costs and fills",
            [
                new("Fees, maker and taker", $"{bot.Rules.MakerFee:0.####%}, {bot.Rules.TakerFee:0.####%}"),
                .. request.Learnt is { } learnt ? learnt.SelectMany(Learnt) :
                [
                    new("Spread, slippage", $"{request.Spread:0.####%}, {request.Slippage:0.####%}"),
                    new("On its way", $"{request.LatencyMs:0.#} ms"),
                ],
                new("Largest part of a candle's volume", request.VolumeShare is { } share ? $"{share:0.##%}" : "no limit"),
                new("Other histories", request.Histories == 0 ? "none" : $"{request.Histories:#,0} at most"),
                new("Filled at", request.FillAt == FillMoment.Close ? "the close it was decided on" : "the next candle's open"),
            ]),
            new("Money and risk",
            [
                new("Capital", $"{request.Capital:#,0.##} {bot.Market.Symbol.Quote}{(settings.Bots.Count > 1 ? $", {bot.Capital:#,0.##} each" : "")}"),
                new("Per trade, at most in the market", $"{bot.Risk.TradeShare:0.##%}, {bot.Risk.MaxExposure:0.##%} of equity"),
                new("Size of an entry", Size(bot.Risk)),
                new("Guards", Guards(bot)),
            ]),
        ];
    }

    private static IEnumerable<ReportLine> Learnt(MarketFills market)
    {
        yield return new($"{market.Market}, learnt", market.LearntAt is { } at ? $"{at:yyyy-MM-dd HH:mm} UTC" : "nothing yet");
        foreach (var figure in market.Figures)
            yield return new($"{market.Market}, {FillWords.Title(figure.Part).ToLowerInvariant()}: P10, P50, P90", string.Join(", ", new[] { figure.P10, figure.P50, figure.P90 }.Select(v => FillWords.Value(figure.Part, v))));
    }

    private static string Size(RiskProfile risk) => risk.Sizing switch
    {
        SizingKind.FixedAmount => $"{risk.FixedSpend:#,0.##} each",
        SizingKind.Volatility => $"{risk.RiskPerTrade:0.##%} of equity at stake over {risk.SizingRanges:0.##} average true ranges",
        SizingKind.Kelly => $"by Kelly, at most {risk.KellyCap:0.##%} of equity",
        _ => "the share per trade",
    };

    private static string Guards(BacktestBot bot)
    {
        var stops = bot.Risk.Stops;
        string?[] guards =
        [
            stops.StopLoss is { } loss ? $"stop-loss {loss:0.##%}" : null,
            stops.AtrStop is { } ranges ? $"stop {ranges:0.##} average true ranges" : null,
            stops.Trailing is { } trail ? $"trailing {trail:0.##%}" : null,
            stops.TakeProfit is { } target ? $"take-profit {target:0.##%}" : null,
            stops.BreakEven is { } even ? $"break-even from {even:0.##%}" : null,
            stops.MaxHours is { } hours ? $"at most {hours:0.##} h" : null,
        ];
        return guards.OfType<string>().ToList() is { Count: > 0 } set ? string.Join(", ", set) : "none";
    }
}
