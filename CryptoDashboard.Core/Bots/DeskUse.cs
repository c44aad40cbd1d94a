using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Bots;

/// <summary>How much of the limits over all bots of one kind of money is used.</summary>
/// <param name="Quote">What the figures are in.</param>
/// <param name="Largest">As a bot of the coin sees it of which most is held.</param>
/// <param name="Symbol">That coin.</param>
/// <param name="Correlated">The most that moves together with one coin beside what its own bot holds; quote units.</param>
/// <param name="CorrelatedWith">That coin.</param>
public sealed record DeskUse(bool IsLive, Asset Quote, DeskExposure Largest, Asset Symbol, decimal Correlated, Asset CorrelatedWith);
