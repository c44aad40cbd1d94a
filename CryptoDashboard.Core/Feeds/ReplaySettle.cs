namespace CryptoDashboard.Core.Feeds;

/// <summary>Returns when everything that was decided on what a replay played so far is durable; given by the rooms above.</summary>
public sealed record ReplaySettle(Func<CancellationToken, Task> Everything);
