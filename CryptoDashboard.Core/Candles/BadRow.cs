namespace CryptoDashboard.Core.Candles;

/// <summary>A row of a file that cannot be a candle.</summary>
/// <param name="File">File name; for an archive <c>archive!entry</c>.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Text">The row, shortened.</param>
public sealed record BadRow(string File, long Line, string Reason, string Text);
