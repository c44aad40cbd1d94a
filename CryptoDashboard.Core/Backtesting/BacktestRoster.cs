using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>Who of a backtest's bots may trade when: what a universe said at each look, by what was known then.</summary>
/// <param name="Looks">Ascending; the first one at the start of the run.</param>
/// <param name="Places">Most bots at work at once.</param>
/// <param name="Capital">Of all places together; quote units. Each bot begins with an even share of it.</param>
public sealed record BacktestRoster(IReadOnlyList<UniverseLook> Looks, int Places, decimal Capital);
