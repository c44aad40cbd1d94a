using System.Text.Json;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What a report is about, apart from its figures.</summary>
public sealed record ReportSubject
{
    public required string Name { get; init; }

    /// <summary>What money is counted in, such as USDT.</summary>
    public required string Currency { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>How long the run took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Candles of the run.</summary>
    public long Candles { get; init; }

    /// <summary>Candles whose inner order decided and is not known.</summary>
    public int AmbiguousCandles { get; init; }

    public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    /// <summary>The settings as they would be run again.</summary>
    public JsonElement? Settings { get; init; }

    /// <summary>What it came to at each level of learnt fills; null where the costs were given.</summary>
    public LearntOutcomes? Learnt { get; init; }

    /// <summary>What the engine itself has to say, before the warnings found here.</summary>
    public IReadOnlyList<ReportWarning> Notes { get; init; } = [];

    /// <summary>Seed of the resampling.</summary>
    public ulong Seed { get; init; } = 1;
}
