namespace CryptoDashboard.Core.Bots;

/// <summary>
/// One writer's thread of entries in the journal. When a batch fails, the lane of each entry in it is broken: its epoch moves on, and
/// entries made before that are refused, so that no later entry can be kept without the ones before it. The owner then reads its state
/// anew and goes on in the new epoch.
/// </summary>
public sealed class JournalLane
{
    private int _epoch;

    public int Epoch => Volatile.Read(ref _epoch);

    internal void Break() => Interlocked.Increment(ref _epoch);
}
