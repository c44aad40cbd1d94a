using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>
/// The Tree-structured Parzen Estimator (Bergstra, Bardenet, Bengio and Kégl 2011): what was tried is parted into the good tenth and the
/// rest, each parameter's values in either become a density, and of 24 combinations drawn from the density of the good the one is tried
/// whose density there is the highest against that of the rest. Trials of one batch do not know each other's outcome; each counts among
/// the rest for those after it (the constant liar of Ginsbourger et al. 2010), so that they do not all go to the same place.
/// </summary>
public sealed class TpeSearch(SearchSpace space, ulong seed) : Search(space, seed)
{
    private const int Candidates = 24;
    private const int Rounds = 8;
    private const int MostGood = 25;

    /// <summary>Trials by chance before anything is estimated.</summary>
    private const int AtFirst = 24;

    public override int Batch => 12;

    public override IReadOnlyList<int[]> Next(int count, IReadOnlyList<Tried> done)
    {
        var places = new List<int[]>(count);
        var estimate = done.Count(t => t.Score is not null) < AtFirst ? null : Estimate(done);
        while (places.Count < count)
        {
            var dice = Dice.OfRun(Seed, done.Count + places.Count);
            if ((estimate is var (good, others) ? Best(good, others, dice) : null) is not { } place)
                place = Draw(dice);
            if (place is null)
                break;
            places.Add(Take(place));
            for (var axis = 0; estimate is not null && axis < place.Length; axis++)
                estimate.Value.Others[axis].Add(place[axis]);
        }
        return places;
    }

    private (ParzenEstimate[] Good, ParzenEstimate[] Others)? Estimate(IReadOnlyList<Tried> done)
    {
        var count = Math.Min((int)Math.Ceiling(0.1 * done.Count), MostGood);
        // Of equals the earlier ones come first: the sort keeps their order.
        var sorted = done.OrderByDescending(t => t.Score ?? double.NegativeInfinity).ToList();
        return (Of(sorted.Take(count)), Of(sorted.Skip(count)));
    }

    private ParzenEstimate[] Of(IEnumerable<Tried> trials)
    {
        var all = trials.ToList();
        return [.. Space.Axes.Select((axis, i) => new ParzenEstimate(axis.Range.Count, all.Select(t => t.Place[i])))];
    }

    /// <summary>The most promising of those drawn that fits and was not tried; null when many draws found none.</summary>
    private int[]? Best(ParzenEstimate[] good, ParzenEstimate[] others, Dice dice)
    {
        for (var round = 0; round < Rounds; round++)
        {
            int[]? best = null;
            var most = double.NegativeInfinity;
            for (var i = 0; i < Candidates; i++)
            {
                var place = new int[good.Length];
                var promise = 0d;
                for (var axis = 0; axis < place.Length; axis++)
                {
                    place[axis] = good[axis].Draw(dice);
                    promise += Math.Log(good[axis][place[axis]]) - Math.Log(others[axis][place[axis]]);
                }
                if (promise <= most || IsTaken(place))
                    continue;
                if (Space.Fits(place))
                    (best, most) = (place, promise);
                else
                    Skip(place);
            }
            if (best is not null)
                return best;
        }
        return null;
    }
}
