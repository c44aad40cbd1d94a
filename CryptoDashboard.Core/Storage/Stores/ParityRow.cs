using System.Text.Json;
using System.Text.Json.Serialization;
using CryptoDashboard.Core.Backtesting.Parity;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>A parity report as it is kept: what lists and trends ask for in columns, the whole of it as JSON.</summary>
internal sealed class ParityRow
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, IgnoreReadOnlyProperties = true };

    public required int BotId { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required int Differences { get; init; }

    public required int Unexplained { get; init; }

    public required decimal Gap { get; init; }

    public required decimal Traded { get; init; }

    public required int Trades { get; init; }

    public required string Body { get; init; }

    public static ParityRow From(ParityReport report)
    {
        var headline = ParityHeadline.Of(report);
        return new()
        {
            BotId = report.BotId,
            Day = report.Day,
            MadeAt = report.MadeAt,
            Differences = headline.Differences,
            Unexplained = headline.Unexplained,
            Gap = headline.Gap,
            Traded = headline.Traded,
            Trades = headline.Trades,
            Body = JsonSerializer.Serialize(report, Json),
        };
    }

    public ParityReport ToReport() => JsonSerializer.Deserialize<ParityReport>(Body, Json)!;
}
