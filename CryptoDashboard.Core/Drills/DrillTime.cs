namespace CryptoDashboard.Core.Drills;

/// <summary>
/// A clock that runs faster than the wall's and can be moved forward: waits of the engine, seconds and half minutes, take hundredths of a
/// second, and all of them keep their proportions. Whatever waits by it waits shorter, never longer.
/// </summary>
/// <param name="start">What it shows at first.</param>
/// <param name="speed">Seconds of this clock in one of the wall's; 1 to 1,000.</param>
public sealed class DrillTime(DateTimeOffset start, int speed) : TimeProvider
{
    private readonly long _born = System.GetTimestamp();
    private long _jumped;

    public override DateTimeOffset GetUtcNow() => start + (System.GetElapsedTime(_born) * speed) + TimeSpan.FromTicks(Interlocked.Read(ref _jumped));

    /// <summary>Moves it forward to a moment; an earlier one leaves it where it is.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        var ahead = moment - GetUtcNow();
        if (ahead > TimeSpan.Zero)
            Interlocked.Add(ref _jumped, ahead.Ticks);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    // At least a millisecond: nought would be at once, and without an end where it is a period.
    private TimeSpan Shorter(TimeSpan wait) =>
        wait <= TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(Math.Max(1, Math.Round((wait / speed).TotalMilliseconds)));
}
