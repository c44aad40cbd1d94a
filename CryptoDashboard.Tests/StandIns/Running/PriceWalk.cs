namespace CryptoDashboard.Tests.StandIns.Running;

/// <summary>Lets the same prices walk at all stand-ins, each a little beside the others, and closes their minutes.</summary>
internal sealed class PriceWalk(IReadOnlyList<StandIn> exchanges)
{
    private readonly Random _dice = new(7);
    private readonly Dictionary<string, StandInCandle> _making = new(StringComparer.Ordinal);

    public async Task Run(CancellationToken cancel)
    {
        // From where the candles of the past end.
        foreach (var market in exchanges.SelectMany(e => e.Markets.Values))
            market.Price = market.At(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(400));
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
                Step(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        }
        catch (OperationCanceledException)
        {
            return; // the desk has ended
        }
    }

    private void Step(long nowMs)
    {
        foreach (var (symbol, market) in exchanges[0].Markets)
        {
            var price = Math.Max(market.Tick, Round(market.Price * (1 + ((decimal)(_dice.NextDouble() - 0.5) * 0.0012m)), market.Tick));
            foreach (var exchange in exchanges)
                exchange.SetPrice(symbol, Round(price * (1 + ((decimal)(_dice.NextDouble() - 0.5) * 0.0004m)), market.Tick), market.Lot * _dice.Next(10, 900));
            Candle(symbol, market, nowMs / 60_000 * 60_000);
            foreach (var exchange in exchanges)
                exchange.PushBook(symbol, market.Lot * _dice.Next(50, 400));
        }
    }

    private void Candle(string symbol, StandInMarket market, long openMs)
    {
        var price = market.Price;
        if (_making.TryGetValue(symbol, out var making) && making.OpenMs != openMs)
            Push(symbol, making, isClosed: true);
        making = making is null || making.OpenMs != openMs
            ? new StandInCandle(openMs, price, price, price, price, market.Lot * 10)
            : making with { High = Math.Max(making.High, price), Low = Math.Min(making.Low, price), Close = price, Volume = making.Volume + (market.Lot * _dice.Next(5, 50)) };
        _making[symbol] = making;
        Push(symbol, making, isClosed: false);
    }

    private void Push(string symbol, StandInCandle candle, bool isClosed)
    {
        foreach (var exchange in exchanges)
            exchange.PushCandle(symbol, "1m", candle, isClosed);
    }

    private static decimal Round(decimal price, decimal tick) => Math.Round(price / tick) * tick;
}
