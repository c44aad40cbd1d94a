namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>The embedded database cannot be had; the message says what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
