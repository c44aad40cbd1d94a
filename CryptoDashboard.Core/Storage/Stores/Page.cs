namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>One page of a list, and how long the whole list is.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);
