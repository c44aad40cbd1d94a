using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// The order in which one market's closed 1m candles are announced: each once, ascending, and none before the ones it follows have been
/// asked for. A candle that comes after a hole waits until the hole was filled, or until it is known that it cannot be.
/// </summary>
/// <param name="lastMs">Open time of the last candle announced or stored, or null when there is none.</param>
public sealed class CandleLine(long? lastMs)
{
    private static readonly long Minute = Timeframe.M1.Milliseconds;

    private readonly SortedDictionary<long, Candle> _waiting = [];

    /// <summary>Open time of the next candle to be announced, or null before the first one.</summary>
    public long? NextMs { get; private set; } = lastMs + Minute;

    /// <summary>Whether candles wait for a hole to be filled.</summary>
    public bool IsWaiting => _waiting.Count > 0;

    /// <summary>How many wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Takes a closed candle of the live stream.</summary>
    /// <param name="ready">Receives the candles that may be announced now.</param>
    /// <returns>Whether a hole lies before a waiting candle, from <see cref="NextMs"/> on.</returns>
    public bool Take(in Candle closed, ICollection<Candle> ready)
    {
        if (closed.OpenMs < NextMs)
            return IsWaiting;
        _waiting[closed.OpenMs] = closed;
        Drain(ready);
        return IsWaiting;
    }

    /// <summary>Takes what the exchange said about everything before <paramref name="untilMs"/>; what it does not hold does not exist.</summary>
    /// <param name="candles">Closed ones only, ascending.</param>
    /// <param name="untilMs">Open time, exclusive.</param>
    /// <returns>How many minutes before <paramref name="untilMs"/> the exchange has no candle for.</returns>
    public int Fill(IReadOnlyList<Candle> candles, long untilMs, ICollection<Candle> ready)
    {
        var missing = 0L;
        foreach (var candle in candles)
        {
            if (candle.OpenMs < NextMs || candle.OpenMs >= untilMs)
                continue;
            missing += NextMs is { } next ? (candle.OpenMs - next) / Minute : 0;
            // What the stream said itself is whole; what was asked for at the same moment may not be.
            Announce(_waiting.Remove(candle.OpenMs, out var told) ? told : candle, ready);
        }
        // A candle that the stream told and the answer lacks goes out in its place too.
        while (_waiting.Count > 0 && _waiting.First() is { } first && first.Key < untilMs)
        {
            missing += NextMs is { } next ? Math.Max(0, (first.Key - next) / Minute) : 0;
            _waiting.Remove(first.Key);
            if (NextMs is null || first.Key >= NextMs)
                Announce(first.Value, ready);
        }
        if (NextMs is { } rest && rest < untilMs)
        {
            missing += (untilMs - rest) / Minute;
            NextMs = untilMs;
        }
        Drain(ready);
        return (int)missing;
    }

    /// <summary>Gives up the hole: what waits goes out without it.</summary>
    /// <returns>How many minutes are missing.</returns>
    public int GiveUp(ICollection<Candle> ready) => _waiting.Count == 0 ? 0 : Fill([], _waiting.First().Key, ready);

    private void Drain(ICollection<Candle> ready)
    {
        while (_waiting.Count > 0 && _waiting.First() is { } first && (NextMs is null || first.Key == NextMs))
        {
            _waiting.Remove(first.Key);
            Announce(first.Value, ready);
        }
    }

    private void Announce(in Candle candle, ICollection<Candle> ready)
    {
        NextMs = candle.OpenMs + Minute;
        ready.Add(candle);
    }
}
