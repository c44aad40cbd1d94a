namespace CryptoDashboard.Tests.Builders;

/// <summary>The system's clock, some time ahead: minutes pass when the test says so, and what waits, waits in real time.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _ticks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
