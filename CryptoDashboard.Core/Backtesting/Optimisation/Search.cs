using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>
/// Chooses what is tried next. What the n-th trial is follows from the seed, n and the outcomes of whole batches before it: neither from the
/// clock nor from which trial ended first, so that a search on sixteen cores, or taken up after a crash, tries the same as one on one.
/// </summary>
public abstract class Search(SearchSpace space, ulong seed)
{
    /// <summary>Draws by chance that may miss before the search looks around for what is left.</summary>
    private const int MostDraws = 400;

    private readonly HashSet<long> _taken = [];

    protected SearchSpace Space { get; } = space;

    protected ulong Seed { get; } = seed;

    /// <summary>Combinations met so far that the strategy refused.</summary>
    public long Skipped { get; protected set; }

    public static Search Of(SearchMethod method, SearchSpace space, ulong seed) => method switch
    {
        SearchMethod.Grid => new GridSearch(space),
        SearchMethod.Random => new RandomSearch(space, seed),
        _ => new TpeSearch(space, seed),
    };

    /// <summary>How many trials are chosen at once, without knowing each other's outcome.</summary>
    public abstract int Batch { get; }

    /// <summary>Takes up a search where it stood.</summary>
    /// <param name="done">Its trials so far, whole batches.</param>
    /// <param name="skipped">As it was then.</param>
    public virtual void TakeUp(IReadOnlyList<Tried> done, long skipped)
    {
        foreach (var trial in done)
            _taken.Add(Space.NumberOf(trial.Place));
        Skipped = skipped;
    }

    /// <summary>The next places, at most this many; none when nothing is left.</summary>
    /// <param name="done">Every trial so far, in order.</param>
    public abstract IReadOnlyList<int[]> Next(int count, IReadOnlyList<Tried> done);

    protected bool IsTaken(ReadOnlySpan<int> place) => _taken.Contains(Space.NumberOf(place));

    protected int[] Take(int[] place)
    {
        _taken.Add(Space.NumberOf(place));
        return place;
    }

    /// <summary>A place by chance that fits and was not tried, or null when none is left.</summary>
    protected int[]? Draw(Dice dice)
    {
        for (var i = 0; i < MostDraws && _taken.Count < Space.Size; i++)
        {
            var place = new int[Space.Axes.Count];
            for (var axis = 0; axis < place.Length; axis++)
                place[axis] = dice.Below(Space.Axes[axis].Range.Count);
            if (IsTaken(place))
                continue;
            if (Space.Fits(place))
                return place;
            Skip(place);
        }
        return LookAround(dice);
    }

    protected void Skip(ReadOnlySpan<int> place)
    {
        Skipped++;
        // Not drawn, and not counted, again.
        _taken.Add(Space.NumberOf(place));
    }

    /// <summary>The first free place after a chosen one: chance alone would look for the last few for ever.</summary>
    private int[]? LookAround(Dice dice)
    {
        const int MostLooks = 1_000_000;
        var start = (long)(dice.NextDouble() * Space.Size);
        for (var i = 0L; i < Math.Min(Space.Size, MostLooks); i++)
        {
            var number = (start + i) % Space.Size;
            if (_taken.Contains(number))
                continue;
            var place = Space.PlaceOf(number);
            if (Space.Fits(place))
                return place;
            Skip(place);
        }
        return null;
    }
}
