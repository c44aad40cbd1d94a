namespace CryptoDashboard.Core.Fills;

/// <summary>One part of a market's fills as it is assumed, and what that rests on.</summary>
/// <param name="Samples">How often it was seen in the market itself, enough or not.</param>
public sealed record FillFigure(FillPart Part, FillBasis Basis, double P10, double P50, double P90, long Samples)
{
    public double At(FillLevel level) => level switch
    {
        FillLevel.Optimistic => P10,
        FillLevel.Likely => P50,
        _ => P90,
    };
}
