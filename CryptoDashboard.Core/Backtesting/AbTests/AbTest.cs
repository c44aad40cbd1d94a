namespace CryptoDashboard.Core.Backtesting.AbTests;

/// <summary>Two bots that are held against each other from a moment on.</summary>
public sealed record AbTest
{
    /// <summary>Given by the database.</summary>
    public int Id { get; init; }

    public required string Name { get; init; }

    public required int BotA { get; init; }

    public required int BotB { get; init; }

    /// <summary>Equity before this counts for neither; the market's clock.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
