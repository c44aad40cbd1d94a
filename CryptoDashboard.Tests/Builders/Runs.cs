using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Positions;

namespace CryptoDashboard.Tests.Builders;

/// <summary>Stretches of trading for tests of figures.</summary>
internal static class Runs
{
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A round trip that spent 1,000 and made this profit, opened at an hour of the run and held for an hour.</summary>
    public static FinishedTrade Trade(decimal profit, int hour = 0, string open = "RSI crossed", string? close = "RSI crossed back", double worst = -0.01, double best = 0.02, string market = "paper:BTC/USDT") => new(
        new Trade
        {
            Id = $"t{hour}",
            BotId = 1,
            Market = MarketId.Parse(market),
            OpenedAt = Start.AddHours(hour),
            ClosedAt = Start.AddHours(hour + 1),
            Bought = Some.Quantity(10),
            Paid = 1_000,
            Sold = Some.Quantity(10),
            Received = 1_000 + profit,
            Fees = 2,
            Profit = profit,
            OpenReason = open,
            CloseReason = close,
        },
        worst,
        best);

    public static List<FinishedTrade> Trades(params decimal[] profits) => [.. profits.Select((p, i) => Trade(p, i * 2))];

    /// <summary>A curve with these closes, one a day.</summary>
    public static EquityCurve Curve(params double[] equity) => new(Samples(equity));

    public static IReadOnlyList<EquitySample> Samples(params double[] equity) => [.. equity.Select((e, i) => new EquitySample(Start.AddDays(i), e))];

    /// <summary>A run of whole days whose equity follows its trades, one trade a day.</summary>
    public static RunRecord Record(IReadOnlyList<decimal> profits, decimal start = 10_000, Func<int, double>? hold = null)
    {
        var equity = new List<double> { (double)start };
        foreach (var profit in profits)
            equity.Add(equity[^1] + (double)profit);
        return new()
        {
            From = Start,
            To = Start.AddDays(profits.Count),
            StartEquity = start,
            FinalEquity = start + profits.Sum(),
            Trades = [.. profits.Select((p, i) => Trade(p, i * 24))],
            Days = Samples([.. equity]),
            BuyAndHold = hold is null ? [] : Samples([.. Enumerable.Range(0, profits.Count + 1).Select(hold)]),
            InMarket = TimeSpan.FromHours(profits.Count),
            Fees = 2 * profits.Count,
            Turnover = 2_000 * profits.Count,
            Signals = profits.Count * 2,
            Orders = profits.Count * 2,
        };
    }

    /// <summary>Daily returns that come out the same each time, about normal.</summary>
    public static double[] Returns(int count, ulong seed, double mean = 0.001, double deviation = 0.02)
    {
        var dice = new Dice(seed);
        return [.. Enumerable.Range(0, count).Select(_ => mean + (deviation * NormalDistribution.Quantile(Math.Clamp(dice.NextDouble(), 1e-12, 1 - 1e-12))))];
    }
}
