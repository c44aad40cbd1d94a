namespace CryptoDashboard.Core.Bots;

/// <summary>The exchange told one fill in two ways: which of them is true it alone knows, and the bot halts until a person has looked.</summary>
public sealed class FillConflict(string message) : Exception(message);
