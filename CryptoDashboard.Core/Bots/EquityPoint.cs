namespace CryptoDashboard.Core.Bots;

/// <summary>A bot's equity at one moment, by its market's clock: one point per hour. Quote units.</summary>
public sealed record EquityPoint
{
    public required int BotId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required decimal Equity { get; init; }
}
