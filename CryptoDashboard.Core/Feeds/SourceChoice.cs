namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// Decides which of an ordered list of sources serves a market: away from one that is not well at once, back to a preferred one only after
/// it has been well for a while. One that is merely late at the start has failed nobody, and is taken as soon as it is there.
/// </summary>
/// <param name="count">How many sources there are; 1 or more. Index 0 is the preferred one.</param>
/// <param name="heal">How long a preferred source must have been well before it is gone back to.</param>
public sealed class SourceChoice(int count, TimeSpan heal)
{
    private readonly DateTimeOffset?[] _wellSince = new DateTimeOffset?[count];
    private readonly bool[] _hasFailed = new bool[count];

    /// <summary>The source that serves now, or −1 before one ever was well.</summary>
    public int Active { get; private set; } = -1;

    /// <summary>Whether the source that serves now has failed before: then it is back, else it is there for the first time.</summary>
    public bool IsBack => Active >= 0 && _hasFailed[Active];

    /// <param name="isWell">Of each source, in order.</param>
    /// <returns>Whether another source serves from now on.</returns>
    public bool Look(ReadOnlySpan<bool> isWell, DateTimeOffset now)
    {
        for (var i = 0; i < count; i++)
        {
            _hasFailed[i] |= _wellSince[i] is not null && !isWell[i];
            _wellSince[i] = isWell[i] ? _wellSince[i] ?? now : null;
        }
        var chosen = Choose(isWell, now);
        if (chosen == Active)
            return false;
        Active = chosen;
        return true;
    }

    private int Choose(ReadOnlySpan<bool> isWell, DateTimeOffset now)
    {
        if (Active >= 0 && isWell[Active])
        {
            for (var i = 0; i < Active; i++)
            {
                if (isWell[i] && (!_hasFailed[i] || _wellSince[i] + heal <= now))
                    return i;
            }
            return Active;
        }
        var first = isWell.IndexOf(true);
        // When none is well the last one stays: its data grow old in sight.
        return first >= 0 ? first : Active;
    }
}
