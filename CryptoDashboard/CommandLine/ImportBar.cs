using CryptoDashboard.Core.Candles;

namespace CryptoDashboard.CommandLine;

/// <summary>Draws an import's progress: a bar that redraws itself on a terminal, a line now and then elsewhere.</summary>
internal sealed class ImportBar(TextWriter to, bool isTerminal) : IProgress<ImportProgress>
{
    private const int Width = 28;
    private int _lastTenth = -1;

    public void Report(ImportProgress value)
    {
        var share = value.BytesTotal > 0 ? Math.Clamp((double)value.BytesDone / value.BytesTotal, 0, 1) : 1;
        var left = value.TimeLeft is { } time ? $"{time:m\\:ss} left" : "";
        var line = $"{share,4:0%}  {value.Rows,12:#,0} rows  {value.RowsPerSecond,10:#,0}/s  {left,-12}{value.FileNumber}/{value.Files} {value.File}";
        if (isTerminal)
        {
            var filled = (int)(share * Width);
            to.Write($"\r[{new string('█', filled)}{new string('·', Width - filled)}] {line}\u001b[K");
            return;
        }
        if ((int)(share * 10) == _lastTenth)
            return;
        _lastTenth = (int)(share * 10);
        to.WriteLine(line);
    }

    public void End()
    {
        if (isTerminal)
            to.WriteLine();
    }
}
