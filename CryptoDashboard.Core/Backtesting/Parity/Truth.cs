namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>Splits the gap of a day by round trips: what each was in life, and what of the gap came from where.</summary>
internal static class Truth
{
    public static IReadOnlyList<TradeGap> Of(LivedDay lived, IReadOnlyList<ParityDifference> differences, decimal lastClose)
    {
        var gaps = differences.Where(d => d.TradeId is not null).ToLookup(d => d.TradeId!, StringComparer.Ordinal);
        var trades = lived.Trades.Where(t => t.OpenedAt < lived.To && (t.ClosedAt is null || t.ClosedAt >= lived.From)).ToList();
        var rows = trades.ConvertAll(t => Row(t.Id, t.OpenedAt, DayProfit(lived, t, lastClose), gaps[t.Id]));
        // What the backtest would have traded and life did not.
        rows.AddRange(gaps.Where(g => trades.TrueForAll(t => t.Id != g.Key)).Select(g => Row(g.Key, g.Min(d => d.At), null, g)));
        return [.. rows.OrderBy(r => r.OpenedAt)];
    }

    private static TradeGap Row(string id, DateTimeOffset openedAt, decimal? profit, IEnumerable<ParityDifference> gaps)
    {
        var sums = gaps.GroupBy(d => d.Part).ToDictionary(g => g.Key, g => g.Sum(d => d.Gap));
        return new TradeGap(id, openedAt, profit, Of(GapPart.Signal), Of(GapPart.Timing), Of(GapPart.Slippage), Of(GapPart.Fee), Of(GapPart.Missed));
        decimal Of(GapPart part) => sums.GetValueOrDefault(part);
    }

    /// <summary>What it made in the day; one that was opened before counts from the last close before the day, as the bot's equity does.</summary>
    private static decimal DayProfit(LivedDay lived, Positions.Trade trade, decimal lastClose)
    {
        var reckoning = new GapCash();
        foreach (var fill in lived.Fills)
        {
            if (fill.At < trade.OpenedAt || fill.At >= lived.To || fill.At > trade.ClosedAt)
                continue;
            if (fill.At < lived.From)
                reckoning.Before(fill);
            else
                reckoning.Within(fill);
        }
        return reckoning.Cash - (reckoning.HeldBefore * (decimal)(lived.Before?.Close ?? 0)) + (reckoning.Held * lastClose);
    }

    private sealed class GapCash
    {
        public decimal Cash { get; private set; }

        public decimal HeldBefore { get; private set; }

        public decimal Held { get; private set; }

        public void Before(Orders.Fill fill)
        {
            HeldBefore += Base(fill);
            Held = HeldBefore;
        }

        public void Within(Orders.Fill fill)
        {
            var isQuote = fill.FeeAsset == fill.Market.Symbol.Quote;
            Cash += (fill.Side == Markets.Side.Buy ? -fill.Value : fill.Value) - (isQuote ? fill.Fee : fill.FeeAsset == fill.Market.Symbol.Base ? 0 : fill.FeeValue ?? 0);
            Held += Base(fill);
        }

        private static decimal Base(Orders.Fill fill) =>
            (fill.Side == Markets.Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value) - (fill.FeeAsset == fill.Market.Symbol.Base ? fill.Fee : 0);
    }
}
