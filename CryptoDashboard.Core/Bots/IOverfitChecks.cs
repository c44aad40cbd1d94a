using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Bots;

/// <summary>The checks for overfitting that were made; arming asks for them.</summary>
public interface IOverfitChecks
{
    /// <summary>Those of a strategy on a market and timeframe since a moment, newest first.</summary>
    Task<IReadOnlyList<OverfitCheck>> Since(string strategy, MarketId market, Timeframe timeframe, DateTimeOffset since, CancellationToken cancel);
}
