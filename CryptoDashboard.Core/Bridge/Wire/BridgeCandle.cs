namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>A candle as ccxt reports it.</summary>
/// <param name="OpenMs">Open time in Unix milliseconds, UTC.</param>
/// <param name="Volume">Base units.</param>
/// <param name="IsClosed">Whether nothing will be added to it; null in answers by REST, where only the clock can tell.</param>
public readonly record struct BridgeCandle(long OpenMs, double Open, double High, double Low, double Close, double Volume, bool? IsClosed);
