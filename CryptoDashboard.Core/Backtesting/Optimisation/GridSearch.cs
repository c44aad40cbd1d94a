namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>Every combination once, the last parameter fastest.</summary>
public sealed class GridSearch(SearchSpace space) : Search(space, seed: 0)
{
    private long _next;

    public override int Batch => 48;

    public override void TakeUp(IReadOnlyList<Tried> done, long skipped)
    {
        base.TakeUp(done, skipped);
        _next = done.Count == 0 ? 0 : Space.NumberOf(done[^1].Place) + 1;
    }

    public override IReadOnlyList<int[]> Next(int count, IReadOnlyList<Tried> done)
    {
        var places = new List<int[]>(count);
        for (; places.Count < count && _next < Space.Size; _next++)
        {
            var place = Space.PlaceOf(_next);
            if (Space.Fits(place))
                places.Add(place);
            else
                Skipped++;
        }
        return places;
    }
}
