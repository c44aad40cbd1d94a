namespace CryptoDashboard.Core.Bots;

/// <summary>What a bot's settings were from a moment on: kept with each change, so that a past day can be looked at as it was.</summary>
public sealed record BotSettings
{
    public required int BotId { get; init; }

    /// <summary>Wall clock, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    public required string Strategy { get; init; }

    public required string Parameters { get; init; }

    public required decimal TradeShare { get; init; }

    public required decimal MaxExposure { get; init; }

    public string? Guards { get; init; }

    public bool IsDryRun { get; init; }

    public static BotSettings From(Bot bot, DateTimeOffset since) => new()
    {
        BotId = bot.Id,
        Since = since,
        Strategy = bot.Strategy,
        Parameters = bot.Parameters,
        TradeShare = bot.TradeShare,
        MaxExposure = bot.MaxExposure,
        Guards = bot.Guards,
        IsDryRun = bot.IsDryRun,
    };

    /// <summary>The bot with these settings.</summary>
    public Bot Of(Bot bot) => bot with
    {
        Strategy = Strategy,
        Parameters = Parameters,
        TradeShare = TradeShare,
        MaxExposure = MaxExposure,
        Guards = Guards,
        IsDryRun = IsDryRun,
    };
}
