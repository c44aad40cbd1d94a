namespace CryptoDashboard.Core.Markets;

/// <summary>
/// What time it is in a market: the wall clock for live ones, the time of the recording for a replay. Whatever compares a candle with
/// "now" asks this clock.
/// </summary>
public sealed class MarketClock
{
    private readonly TimeProvider? _wall;
    private long _ms;

    private MarketClock(TimeProvider? wall, long ms) => (_wall, _ms) = (wall, ms);

    public DateTimeOffset Now => _wall?.GetUtcNow() ?? DateTimeOffset.FromUnixTimeMilliseconds(Volatile.Read(ref _ms));

    public static MarketClock Wall(TimeProvider time) => new(time, 0);

    /// <summary>A clock that stands at <paramref name="at"/> until it is moved.</summary>
    public static MarketClock Driven(DateTimeOffset at) => new(null, at.ToUnixTimeMilliseconds());

    /// <summary>Moves a driven clock forward; an earlier time leaves it where it is.</summary>
    /// <exception cref="InvalidOperationException">The clock follows the wall clock.</exception>
    public void MoveTo(DateTimeOffset at)
    {
        if (_wall is not null)
            throw new InvalidOperationException("A clock that follows the wall clock cannot be moved.");
        var ms = at.ToUnixTimeMilliseconds();
        if (ms > Volatile.Read(ref _ms))
            Volatile.Write(ref _ms, ms);
    }
}
