using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.AbTests;

/// <summary>How a test of two bots stands.</summary>
/// <param name="EquityA">At the ends of the comparison's blocks, oldest first; quote units.</param>
public sealed record AbStanding(AbTest Test, Bot A, Bot B, IReadOnlyList<EquitySample> EquityA, IReadOnlyList<EquitySample> EquityB, AbComparison Comparison);
