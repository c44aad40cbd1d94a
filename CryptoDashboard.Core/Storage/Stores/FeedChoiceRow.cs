namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>An exchange or a symbol that was chosen, with its place in the order.</summary>
internal sealed class FeedChoiceRow
{
    public required bool IsExchange { get; init; }

    public required string Name { get; init; }

    public required int Rank { get; init; }
}
