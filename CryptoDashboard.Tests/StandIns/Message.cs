namespace CryptoDashboard.Tests.StandIns;

/// <summary>A message whose field names differ by case alone, which an anonymous object cannot be written with.</summary>
internal sealed class Message() : Dictionary<string, object?>(StringComparer.Ordinal);
