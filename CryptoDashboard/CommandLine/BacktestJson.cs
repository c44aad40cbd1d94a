using System.Text.Json;
using System.Text.Json.Serialization;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Strategies;

namespace CryptoDashboard.CommandLine;

/// <summary>A backtest's result as programs read it.</summary>
internal static class BacktestJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>A market that takes every price and quantity: steps finer than any money, no minimum.</summary>
    public static TradingRules NoFilters { get; } = new(0, 0.000000000001m, 0, 0, 0, 0);

    /// <param name="learnt">What it came to at each level of learnt fills; the result is the likely one's. Null where the costs were given.</param>
    public static object Of(BacktestResult result, LearntOutcomes? learnt = null)
    {
        var (whole, bot) = (result.Whole, result.Settings.Bots[0]);
        var metrics = Metrics.Of(whole);
        var fills = bot.Fills ?? result.Settings.Fills;
        return new
        {
            Settings = new
            {
                Market = result.Settings.Roster is null ? bot.Market.ToString() : null,
                Markets = result.Settings.Roster is null ? null : result.Settings.Bots.Select(b => b.Market.ToString()),
                Timeframe = bot.Timeframe.ToString(),
                bot.Strategy,
                Parameters = bot.Parameters.Values,
                Rules = StrategyCatalogue.Get(bot.Strategy).Says?.Invoke(bot.Parameters),
                Share = bot.Risk.TradeShare,
                Guards = StopParameters.Of(bot.Risk.Stops),
                Cash = result.Settings.Roster?.Capital ?? bot.Capital,
                Fee = bot.Rules.TakerFee,
                Fill = result.Settings.FillAt == FillMoment.Close ? "close" : "next-open",
                fills.Spread,
                fills.Slippage,
                fills.LatencyMs,
                fills.VolumeShare,
                FillChance = fills.FillChance < 1 ? fills.FillChance : (double?)null,
                whole.From,
                whole.To,
            },
            // A number each, or a sentence where a figure would rest on too little.
            Metrics = MetricCatalogue.All.ToDictionary(m => m.Key, m => m.Read(metrics)),
            whole.FinalEquity,
            ClosedTrades = whole.Trades.Count,
            Trades = whole.Trades.Select(Row).Concat(whole.OpenTrades.Select(Row)),
            Members = result.Settings.Roster is null ? null : result.Members,
            Fills = learnt is null ? null : Learnt(learnt, bot.Market.Symbol.Quote.Code),
            result.Candles,
            CandlesPerSecond = Math.Round(result.CandlesPerSecond),
        };
    }

    private static object Learnt(LearntOutcomes learnt, string quote) => new
    {
        learnt.LearntAt,
        Assumed = learnt.Markets.SelectMany(m => m.Figures).ToDictionary(f => Name(f.Part), f => new { Basis = Name(f.Basis), f.P10, f.P50, f.P90, f.Samples }),
        Outcomes = learnt.Outcomes.ToDictionary(o => $"p{(int)o.Level}", o => new { o.FinalEquity, o.TotalReturn, o.MaxDrawdown, ClosedTrades = o.Trades, o.Fees }),
        Sentence = learnt.Sentence(quote),
    };

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static object Row(FinishedTrade finished) => new
    {
        Market = finished.Trade.Market.ToString(),
        finished.Trade.OpenedAt,
        finished.Trade.ClosedAt,
        Quantity = finished.Trade.Bought.Value,
        finished.Trade.EntryPrice,
        finished.Trade.ExitPrice,
        finished.Trade.Profit,
        finished.Trade.ProfitRatio,
        finished.Trade.Fees,
        finished.Trade.OpenReason,
        finished.Trade.CloseReason,
        finished.Worst,
        finished.Best,
    };
}
