using System.Numerics;

namespace CryptoDashboard.Core.Performance;

/// <summary>
/// Chance by a seed, the same on every machine and in every version of the runtime: xoshiro256** by Blackman and Vigna (2018), its state
/// filled by splitmix64. One for each run of a simulation, so that runs may go in parallel and come out the same. Not for secrets.
/// </summary>
public sealed class Dice
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public Dice(ulong seed) => (_a, _b, _c, _d) = (SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed));

    internal Dice(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    /// <summary>The dice of the n-th of many runs that share a seed.</summary>
    public static Dice OfRun(ulong seed, int run)
    {
        var mixed = seed ^ (0xD1B54A32D192ED03UL * ((ulong)run + 1));
        return new(SplitMix(ref mixed));
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>0 up to, but not including, 1; 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 up to, but not including, the count; each equally likely (Lemire 2019).</summary>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        while (true)
        {
            var high = Math.BigMul(Next(), (ulong)count, out var low);
            if (low >= (0 - (ulong)count) % (ulong)count)
                return (int)high;
        }
    }

    /// <summary>Fisher and Yates: each order equally likely.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    internal static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
