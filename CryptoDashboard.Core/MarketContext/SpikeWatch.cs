namespace CryptoDashboard.Core.MarketContext;

/// <summary>The last hour of one market, minute by minute: what is usual there.</summary>
internal sealed class SpikeWatch
{
    private const int Minutes = 60;
    private const int LeastMinutes = 30;

    private readonly Queue<double> _returns = new();
    private readonly Queue<double> _volumes = new();
    private double? _close;

    /// <summary>Takes the next closed minute and says how unusual it was against those before; null while too few are known.</summary>
    public Spike? Take(double close, double volume)
    {
        var spike = _close is { } before && _returns.Count >= LeastMinutes ? Judge(Math.Log(close / before), volume) : null;
        if (_close is { } last)
            Keep(_returns, Math.Log(close / last));
        Keep(_volumes, volume);
        _close = close;
        return spike;
    }

    private Spike Judge(double move, double volume)
    {
        var mean = _returns.Average();
        var deviation = Math.Sqrt(_returns.Sum(r => (r - mean) * (r - mean)) / (_returns.Count - 1));
        var usual = _volumes.Average();
        return new Spike(Math.Exp(move) - 1, deviation > 0 ? Math.Abs(move) / deviation : 0, usual > 0 ? volume / usual : 0);
    }

    private static void Keep(Queue<double> queue, double value)
    {
        queue.Enqueue(value);
        if (queue.Count > Minutes)
            queue.Dequeue();
    }
}
