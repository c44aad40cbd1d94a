using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>What became of one file (or one .csv inside an archive).</summary>
/// <param name="Rejection">Why nothing of it was kept, or null when it was.</param>
/// <param name="Bad">The first bad rows.</param>
public sealed record ImportedFile(string Name, long Rows, long New, long AlreadyThere, long Duplicates, long BadCount, IReadOnlyList<BadRow> Bad, string? Rejection);

/// <summary>What became of an import.</summary>
/// <param name="Gaps">Holes in what the files hold together, oldest first; ends of the range are no holes.</param>
public sealed record ImportReport(MarketId Market, Timeframe Timeframe, IReadOnlyList<ImportedFile> Files, IReadOnlyList<CandleGap> Gaps, TimeSpan Took)
{
    public long Rows => Files.Sum(f => f.Rows);

    public long New => Files.Sum(f => f.New);

    public bool IsClean => Files.All(f => f.Rejection is null);
}
