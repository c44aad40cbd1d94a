using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Feeds;

/// <summary>What this desk listens to.</summary>
/// <param name="Exchanges">ccxt's ids, the preferred one first, each once.</param>
/// <param name="Symbols">Always watched, at every one of the exchanges that trades them, each once.</param>
public sealed record FeedChoice(IReadOnlyList<string> Exchanges, IReadOnlyList<Symbol> Symbols);
