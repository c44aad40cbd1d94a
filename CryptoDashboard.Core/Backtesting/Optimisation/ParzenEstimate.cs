using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>
/// How likely each value of one parameter is, after those that were seen: around each a normal curve cut off at the ends, as wide as the
/// way to its further neighbour, and one over the whole range, so that no value is ever impossible.
/// </summary>
internal sealed class ParzenEstimate
{
    private readonly double[] _mass;
    private readonly double _width;
    private double _total;

    /// <param name="count">Values of the parameter.</param>
    /// <param name="seen">Their indices, as often as they were seen.</param>
    public ParzenEstimate(int count, IEnumerable<int> seen)
    {
        _mass = new double[count];
        Spread((count - 1) / 2d, count, 1);
        var places = seen.GroupBy(i => i).OrderBy(g => g.Key).Select(g => (At: g.Key, Times: g.Count())).ToList();
        // Bergstra's bounds: no curve is so narrow that it holds its own value only, while little is known.
        var narrowest = Math.Max(0.3, count / Math.Min(100d, 2 + places.Sum(p => p.Times)));
        _width = narrowest;
        for (var i = 0; i < places.Count; i++)
        {
            var below = places[i].At - (i > 0 ? places[i - 1].At : -1);
            var above = (i < places.Count - 1 ? places[i + 1].At : count) - places[i].At;
            Spread(places[i].At, Math.Clamp(Math.Max(below, above), narrowest, count), places[i].Times);
        }
    }

    public double this[int index] => _mass[index] / _total;

    /// <summary>Sees one more value.</summary>
    public void Add(int index) => Spread(index, _width, 1);

    public int Draw(Dice dice)
    {
        var left = dice.NextDouble() * _total;
        for (var i = 0; i < _mass.Length; i++)
        {
            left -= _mass[i];
            if (left < 0)
                return i;
        }
        return _mass.Length - 1;
    }

    private void Spread(double centre, double width, double weight)
    {
        double Below(double edge) => NormalDistribution.Cdf((edge - centre) / width);
        var (first, last) = (Below(-0.5), Below(_mass.Length - 0.5));
        var before = first;
        for (var i = 0; i < _mass.Length; i++)
        {
            var after = Below(i + 0.5);
            _mass[i] += weight * (after - before) / (last - first);
            before = after;
        }
        _total += weight;
    }
}
