namespace CryptoDashboard.Tests.StandIns;

/// <param name="OpenMs">Unix milliseconds.</param>
/// <param name="Volume">Base units.</param>
public sealed record StandInCandle(long OpenMs, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);

/// <param name="IsBuy">Whether the taker bought.</param>
public sealed record StandInTrade(long Id, decimal Price, decimal Amount, bool IsBuy, long TimeMs);
