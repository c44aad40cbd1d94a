using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Bots;

/// <summary>What follows from a signal: a trade to order, a refusal, or nothing.</summary>
public readonly record struct Decision(SignalFate Fate, ApprovedTrade? Trade, RiskRefusal? Refusal, string? Note);
