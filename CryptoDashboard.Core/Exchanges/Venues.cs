namespace CryptoDashboard.Core.Exchanges;

/// <summary>Where orders go: play money here, real money there.</summary>
public sealed record Venues(IExchange Paper, IExchange Live);
