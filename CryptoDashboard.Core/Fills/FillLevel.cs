namespace CryptoDashboard.Core.Fills;

/// <summary>How kindly fills are judged, of all that was seen. Stored by number.</summary>
public enum FillLevel
{
    /// <summary>P10 of the cost: one of ten was no worse.</summary>
    Optimistic = 10,

    /// <summary>P50: half of them were no worse.</summary>
    Likely = 50,

    /// <summary>P90: nine of ten were no worse.</summary>
    Cautious = 90,
}
