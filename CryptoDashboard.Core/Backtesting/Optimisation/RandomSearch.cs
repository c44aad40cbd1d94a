using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>Combinations by chance, each equally likely, none twice.</summary>
public sealed class RandomSearch(SearchSpace space, ulong seed) : Search(space, seed)
{
    public override int Batch => 48;

    public override IReadOnlyList<int[]> Next(int count, IReadOnlyList<Tried> done)
    {
        var places = new List<int[]>(count);
        while (places.Count < count && Draw(Dice.OfRun(Seed, done.Count + places.Count)) is { } place)
            places.Add(Take(place));
        return places;
    }
}
