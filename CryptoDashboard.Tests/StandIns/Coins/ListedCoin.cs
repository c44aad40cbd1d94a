namespace CryptoDashboard.Tests.StandIns.Coins;

/// <summary>A coin at the listing stand-ins. Changes in percent, money in US dollars.</summary>
public sealed record ListedCoin(string Id, string Symbol, string Name, int Rank, decimal Price, decimal MarketCap, decimal Volume, decimal? Change1h, decimal? Change24h, decimal? Change7d);
