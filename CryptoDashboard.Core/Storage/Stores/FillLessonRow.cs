using System.Text.Json;
using System.Text.Json.Serialization;
using CryptoDashboard.Core.Fills;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>What was learnt of one market, or of an exchange, as a row: its figures are read together and never asked for one by one.</summary>
internal sealed record FillLessonRow
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public required DateTimeOffset LearntAt { get; init; }

    public required string Exchange { get; init; }

    public required string Symbol { get; init; }

    public required string Ranges { get; init; }

    public static FillLessonRow From(FillLesson lesson) => new()
    {
        LearntAt = lesson.LearntAt,
        Exchange = lesson.Exchange,
        Symbol = lesson.Symbol,
        Ranges = JsonSerializer.Serialize(lesson.Ranges, Options),
    };

    public FillLesson ToLesson() => new()
    {
        LearntAt = LearntAt,
        Exchange = Exchange,
        Symbol = Symbol,
        Ranges = JsonSerializer.Deserialize<Dictionary<FillPart, LearntRange>>(Ranges, Options) ?? [],
    };
}
