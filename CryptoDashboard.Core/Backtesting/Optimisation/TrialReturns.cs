using System.Runtime.InteropServices;
using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>The returns of a trial over time, kept apart from its figures: only the check for overfitting reads them.</summary>
/// <param name="Returns">Single-precision numbers, little-endian, of the same periods in every trial of one optimisation.</param>
public sealed record TrialReturns(int OptimisationId, int Number, byte[] Returns)
{
    /// <summary>Days are joined until at most this many periods are left: enough for any number of blocks, and small.</summary>
    public const int MostPeriods = 512;

    public static TrialReturns Of(int number, RunRecord run)
    {
        var days = new EquityCurve(run.Days).Returns;
        var periods = Math.Min(days.Count, MostPeriods);
        var folded = new float[periods];
        for (var period = 0; period < periods; period++)
        {
            var growth = 1d;
            for (var day = (int)((long)period * days.Count / periods); day < (int)((long)(period + 1) * days.Count / periods); day++)
                growth *= 1 + days[day];
            folded[period] = (float)(growth - 1);
        }
        return new(0, number, MemoryMarshal.AsBytes(folded.AsSpan()).ToArray());
    }

    public double[] Values()
    {
        var folded = MemoryMarshal.Cast<byte, float>(Returns);
        var values = new double[folded.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = folded[i];
        return values;
    }
}
