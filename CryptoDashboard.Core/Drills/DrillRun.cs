using System.Text.Json;

namespace CryptoDashboard.Core.Drills;

/// <summary>One drill of one bot, as it is kept.</summary>
public sealed record DrillRun
{
    /// <summary>Given by the database; 0 before it is stored.</summary>
    public int Id { get; init; }

    public required int BotId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>Where the candles came from, one sentence.</summary>
    public required string MarketNote { get; init; }

    /// <summary>Strategy, parameters and guards it was run with; another text now means that the result is of other settings.</summary>
    public required string Settings { get; init; }

    /// <summary>The card, as JSON.</summary>
    public required string Card { get; init; }

    /// <summary>Whether every scenario ended as it must; false while it was broken off.</summary>
    public bool IsPassed { get; init; }

    /// <summary>Why it was broken off, or null.</summary>
    public string? Trouble { get; init; }

    public IReadOnlyList<ScenarioScore> Scores => JsonSerializer.Deserialize<List<ScenarioScore>>(Card, JsonSerializerOptions.Web) ?? [];

    public static string CardOf(IReadOnlyList<ScenarioScore> scores) => JsonSerializer.Serialize(scores, JsonSerializerOptions.Web);

    /// <summary>What of a bot a drill depends on.</summary>
    public static string SettingsOf(Bots.Bot bot) => $"{bot.Strategy} {bot.Parameters} {bot.TradeShare:0.####} {bot.MaxExposure:0.####} {bot.Guards} {bot.Market} {bot.Timeframe}";

    /// <summary>The result in a few words: <c>11 of 11 passed · 128 orders · 0 lost · 0 doubled · 0 orphaned</c>.</summary>
    public static string Summary(IReadOnlyList<ScenarioScore> scores) =>
        $"{scores.Count(s => s.IsPassed)} of {scores.Count} passed · {scores.Sum(s => s.Lived)} orders · {scores.Sum(s => s.Lost)} lost · {scores.Sum(s => s.Doubled)} doubled · {scores.Sum(s => s.Orphaned)} orphaned";
}
