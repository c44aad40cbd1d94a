namespace CryptoDashboard.Core.Candles;

/// <summary>How far an import has come.</summary>
/// <param name="BytesDone">Of the files as they lie on disk.</param>
/// <param name="RowsPerSecond">Since the start.</param>
/// <param name="TimeLeft">At the speed so far, or null while that is not known.</param>
public sealed record ImportProgress(string File, int FileNumber, int Files, long BytesDone, long BytesTotal, long Rows, double RowsPerSecond, TimeSpan? TimeLeft);
