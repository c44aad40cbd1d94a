using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Backtesting.Parity;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Tests.Builders;

/// <summary>The stored day of a bot that did just what a backtest does; tests then change what they are about.</summary>
internal static class Life
{
    public const string Parameters = """{"length":5,"lower":35,"upper":65}""";

    /// <summary>The second day of the simulated candles.</summary>
    public static readonly DateTimeOffset Day = Candles.Start.AddDays(1);

    public static CandleSeries Series { get; } = new(Some.Market, Timeframe.M1, Candles.Simulated(3_000).Where(c => c.OpenTime < Day.AddDays(1)).ToArray());

    public static LivedDay Perfect(RiskProfile? risk = null)
    {
        var profile = risk ?? Some.AllIn with { TradeShare = 0.5m };
        var run = Backtest.Run(
            new BacktestSettings
            {
                Bots = [new BacktestBot { Market = Some.Market, Timeframe = Timeframe.M1, Strategy = "rsi-cross", Parameters = ParameterSet.FromJson(Parameters), Capital = 10_000, Risk = profile, Rules = Some.Rules }],
                KeepsDetails = true,
            },
            [Series]);
        var acted = run.Signals.ToDictionary(s => s.OpenTime);
        var signals = Series.Candles.ToArray().Select(c => acted.TryGetValue(c.OpenTime, out var signal) ? signal : Hold(c)).ToList();
        return new LivedDay
        {
            Bot = Some.Bot(parameters: Parameters, share: profile.TradeShare) with { Id = 1, Guards = profile.ToJson(), CreatedAt = Candles.Start },
            Progress = new BotProgress { BotId = 1, FedFrom = Candles.Start, LastHandled = signals[^1].OpenTime, Cash = 0, Equity = 0, Numbered = 10_000 },
            From = Day,
            To = Day.AddDays(1),
            Signals = [.. signals.Where(s => s.OpenTime >= Day)],
            Before = signals.Last(s => s.OpenTime < Day),
            Orders = [.. run.Orders.OrderBy(o => o.PlacedAt)],
            Fills = run.Fills,
            Trades = [.. run.Whole.Trades.Concat(run.Whole.OpenTrades).Select(t => t.Trade)],
        };
    }

    public static ParityReport Compared(LivedDay lived) => DayParity.Compare(lived, Series, Some.Rules, [], Day.AddDays(2), TestContext.Current.CancellationToken);

    /// <summary>The last closed round trip of the day: what is changed there changes nothing after it.</summary>
    public static (string Entry, string Exit) LastTrade(this LivedDay lived)
    {
        var trade = lived.Trades.Last(t => t.ClosedAt is not null);
        return (trade.Id, lived.Orders.Last(o => o.Side == Side.Sell && o.EndedAt == trade.ClosedAt && !o.Filled.IsZero).Id);
    }

    /// <summary>It without everything that comes after the candle at which its last closed trade was sold.</summary>
    public static LivedDay UpToLastExit(this LivedDay lived)
    {
        var end = lived.Trades.Last(t => t.ClosedAt is not null).ClosedAt!.Value.AddMinutes(3);
        return lived with
        {
            To = end,
            Signals = [.. lived.Signals.Where(s => s.OpenTime < end)],
            Orders = [.. lived.Orders.Where(o => o.PlacedAt < end)],
            Fills = [.. lived.Fills.Where(f => f.At < end)],
            Trades = [.. lived.Trades.Where(t => t.OpenedAt < end)],
        };
    }

    /// <summary>The same life, had the entry of its last trade come to nothing.</summary>
    /// <param name="entry">What its signal became.</param>
    public static LivedDay WithoutLastTrade(this LivedDay lived, Func<SignalRecord, SignalRecord> entry, Order? instead = null)
    {
        var (bought, sold) = lived.LastTrade();
        return lived with
        {
            Signals = [.. lived.Signals.Select(s => s.OrderId == bought ? entry(s) : s.OrderId == sold ? s with { Fate = SignalFate.NothingToDo, FateReason = "The bot holds nothing to sell.", OrderId = null } : s)],
            Orders = [.. lived.Orders.Where(o => o.Id != bought && o.Id != sold), .. instead is null ? Array.Empty<Order>() : [instead]],
            Fills = [.. lived.Fills.Where(f => f.OrderId != bought && f.OrderId != sold)],
            Trades = [.. lived.Trades.Where(t => t.Id != bought)],
        };
    }

    public static LivedDay WithFill(this LivedDay lived, string orderId, Func<Fill, Fill> change) => lived with { Fills = [.. lived.Fills.Select(f => f.OrderId == orderId ? change(f) : f).OrderBy(f => f.At)] };

    public static LivedDay WithSignal(this LivedDay lived, DateTimeOffset open, Func<SignalRecord, SignalRecord?> change) =>
        lived with { Signals = [.. lived.Signals.Select(s => s.OpenTime == open ? change(s) : s).OfType<SignalRecord>()] };

    public static DomainEvent Told(string kind, DateTimeOffset at, string text = "It happened.", EventTopic topic = EventTopic.Bots) =>
        new() { At = at, Topic = topic, Kind = kind, BotId = 1, Text = text };

    private static SignalRecord Hold(Candle candle) => new()
    {
        BotId = 1,
        OpenTime = candle.OpenTime,
        Market = Some.Market,
        Timeframe = Timeframe.M1,
        Action = SignalAction.Hold,
        Confidence = 0,
        Strength = 1,
        Reason = "",
        Indicators = "{}",
        Close = candle.Close,
        Equity = 10_000,
        Late = false,
        Fate = SignalFate.None,
    };
}
