namespace CryptoDashboard.Core.Indicators;

/// <summary>One indicator's value at a candle; NaN while it is undefined.</summary>
public readonly record struct IndicatorValue(string Name, double Value);
