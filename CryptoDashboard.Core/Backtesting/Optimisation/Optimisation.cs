using System.Text.Json;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>One search as it is stored: what was asked, where it stands, and what was concluded. Its trials and windows are kept apart.</summary>
public sealed record Optimisation
{
    /// <summary>Given by the database.</summary>
    public int Id { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    public required string Name { get; init; }

    public required string Strategy { get; init; }

    public required MarketId Market { get; init; }

    public required Timeframe Timeframe { get; init; }

    /// <summary>An <see cref="OptimisationPlan"/> as JSON.</summary>
    public required string Plan { get; init; }

    public OptimisationStatus Status { get; init; }

    /// <summary>Why it failed, as a sentence.</summary>
    public string? Fault { get; init; }

    /// <summary>Known when it began.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Where the searched stretch ends; the end where nothing was kept out.</summary>
    public DateTimeOffset? Split { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Trials, those of all windows included, that there will be at most; 0 before it began.</summary>
    public int Goal { get; init; }

    /// <summary>Trials kept, those of windows included.</summary>
    public int Done { get; init; }

    /// <summary>Combinations met that the strategy refused.</summary>
    public long Skipped { get; init; }

    public double? BestScore { get; init; }

    /// <summary>Of the best trial so far, as JSON.</summary>
    public string? BestParameters { get; init; }

    /// <summary>Whether the best passed the check for overfitting; null before it was made.</summary>
    public bool? Passed { get; init; }

    /// <summary>An <see cref="OverfitVerdict"/> as JSON; null before.</summary>
    public string? Verdict { get; init; }

    /// <summary>Time it ran, all its lives together.</summary>
    public double Seconds { get; init; }

    public bool IsUnfinished => Status is OptimisationStatus.Waiting or OptimisationStatus.Running;

    public OptimisationPlan ReadPlan() => OptimisationPlan.FromJson(Plan);

    public OverfitVerdict? ReadVerdict() => Verdict is null ? null : JsonSerializer.Deserialize<OverfitVerdict>(Verdict, ReportJson.Options);

    internal static string Write(OverfitVerdict verdict) => JsonSerializer.Serialize(verdict, ReportJson.Options);
}
