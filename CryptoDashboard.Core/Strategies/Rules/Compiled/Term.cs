namespace CryptoDashboard.Core.Strategies.Rules.Compiled;

/// <summary>
/// Where an operand's number lies in the memory of a strategy. Each distinct number has a ring of the last candles there, all of one length,
/// a power of two; a number that stays fills its ring and is never written again.
/// </summary>
/// <param name="First">Index of its ring's first place.</param>
/// <param name="Mask">Length of a ring less one.</param>
internal readonly record struct Term(int First, int Mask, int Offset, double Times, double Plus)
{
    /// <summary>The same number with the other sign.</summary>
    public Term Negative => this with { Times = -Times, Plus = -Plus };

    /// <param name="at">Place of the candle that closed last.</param>
    public double Now(double[] memory, int at) => (memory[First + ((at - Offset) & Mask)] * Times) + Plus;

    public double Ago(double[] memory, int at, int candles) => (memory[First + ((at - Offset - candles) & Mask)] * Times) + Plus;
}
