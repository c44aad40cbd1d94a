using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>Which number of a candle an indicator of one series looks at.</summary>
public enum CandleSource
{
    Close = 0,
    Open = 1,
    High = 2,
    Low = 3,

    /// <summary>(high + low + close) / 3</summary>
    Typical = 4,

    /// <summary>(high + low) / 2</summary>
    Middle = 5,

    /// <summary>Base asset traded.</summary>
    Volume = 6,
}

/// <summary>Reads a <see cref="CandleSource"/>.</summary>
public static class CandleSources
{
    public static double Of(this CandleSource source, in Candle candle) => source switch
    {
        CandleSource.Close => candle.Close,
        CandleSource.Open => candle.Open,
        CandleSource.High => candle.High,
        CandleSource.Low => candle.Low,
        CandleSource.Typical => Typical(candle),
        CandleSource.Middle => (candle.High + candle.Low) / 2,
        CandleSource.Volume => candle.Volume,
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    internal static double Typical(in Candle candle) => (candle.High + candle.Low + candle.Close) / 3;
}
