namespace CryptoDashboard.CommandLine;

/// <summary>The words on the command line were not understood, or a setting is wrong; the message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
