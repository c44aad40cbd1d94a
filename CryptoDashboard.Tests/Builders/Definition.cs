namespace CryptoDashboard.Tests.Builders;

/// <summary>
/// What a bot with RSI cross, the whole equity per trade and a fee of 0.1 % of what is received must do on a series of candles, worked
/// out from the definition with nothing of the engine: the RSI by Wilder's recursion over the whole series, fills at the next open.
/// </summary>
internal static class Definition
{
    internal sealed record Row(long OpenMs, double Open, double Close);

    internal sealed record RoundTrip(long OpenedMs, decimal Bought, decimal EntryPrice, long ClosedMs, decimal ExitPrice);

    internal sealed record Outcome(decimal Cash, decimal Held, decimal Equity, IReadOnlyList<RoundTrip> Trades, int Signals);

    public static Outcome Of(IReadOnlyList<Row> rows, decimal cash, decimal lot, decimal minNotional)
    {
        var rsi = Rsi(rows, 14);
        var held = 0m;
        var (spend, sell) = (0m, 0m);
        var trades = new List<RoundTrip>();
        (long At, decimal Quantity, decimal Price) entry = default;
        var signals = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var open = (decimal)rows[i].Open;
            if (spend > 0)
            {
                var quantity = decimal.Floor(spend / open / lot) * lot;
                cash -= quantity * open;
                held += quantity - (quantity * 0.001m);
                (entry, spend) = ((rows[i].OpenMs, quantity, open), 0);
            }
            else if (sell > 0)
            {
                cash += (sell * open) - (sell * open * 0.001m);
                held -= sell;
                trades.Add(new RoundTrip(entry.At, entry.Quantity, entry.Price, rows[i].OpenMs, open));
                sell = 0;
            }
            if (i == 0 || double.IsNaN(rsi[i - 1]))
                continue;
            var close = (decimal)rows[i].Close;
            var isLong = decimal.Floor(held / lot) > 0;
            if (rsi[i - 1] < 30 && rsi[i] >= 30)
            {
                signals++;
                var wanted = decimal.Floor(Math.Min(cash + (held * close), cash) / 0.00000001m) * 0.00000001m;
                if (!isLong && decimal.Floor(wanted / close / lot) * lot * close >= minNotional)
                    spend = wanted;
            }
            else if (rsi[i - 1] > 70 && rsi[i] <= 70)
            {
                signals++;
                var wanted = decimal.Floor(held / lot) * lot;
                if (isLong && wanted * close >= minNotional)
                    sell = wanted;
            }
        }
        return new Outcome(cash, held, cash + (held * (decimal)rows[^1].Close), trades, signals);
    }

    private static double[] Rsi(IReadOnlyList<Row> rows, int n)
    {
        var values = new double[rows.Count];
        Array.Fill(values, double.NaN);
        double gain = 0, loss = 0;
        for (var i = 1; i < rows.Count; i++)
        {
            var change = rows[i].Close - rows[i - 1].Close;
            var (up, down) = (Math.Max(change, 0), Math.Max(-change, 0));
            if (i <= n)
            {
                (gain, loss) = (gain + up, loss + down);
                if (i == n)
                    (gain, loss) = (gain / n, loss / n);
            }
            else
            {
                (gain, loss) = (((gain * (n - 1)) + up) / n, ((loss * (n - 1)) + down) / n);
            }
            if (i >= n)
                values[i] = 100 * gain / (gain + loss);
        }
        return values;
    }
}
