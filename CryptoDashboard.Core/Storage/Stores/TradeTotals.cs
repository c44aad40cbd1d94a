namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Sums over closed trades.</summary>
public sealed record TradeTotals(int Count, int Wins, decimal Profit, decimal Fees);
