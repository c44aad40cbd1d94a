using System.Diagnostics;
using CryptoDashboard.Core.Backtesting.Optimisation;

namespace CryptoDashboard.CommandLine;

/// <summary>Draws how far a search has come on one line of the error output, where that is a terminal; at most five times a second.</summary>
internal sealed class OptimiseBar(bool isQuiet) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private TimeSpan _drawn = TimeSpan.Zero;

    public void Report(OptimisationProgress progress)
    {
        if (isQuiet || Console.IsErrorRedirected)
            return;
        lock (_gate)
        {
            var elapsed = Stopwatch.GetElapsedTime(_started);
            if (elapsed - _drawn < Pace)
                return;
            _drawn = elapsed;
            var left = progress.Done == 0 ? "" : $", {elapsed * ((double)(progress.All - progress.Done) / progress.Done):hh\\:mm\\:ss} left";
            Console.Error.Write($"\r{progress.Done:#,0} of {progress.All:#,0} trials, {progress.Done / elapsed.TotalSeconds:0.0}/s, {progress.Candles / elapsed.TotalSeconds / 1e6:0.0} M candles/s{left}, {progress.Stage}   ");
        }
    }

    public void End()
    {
        if (_drawn > TimeSpan.Zero)
            Console.Error.Write($"\r{new string(' ', 110)}\r");
        _drawn = TimeSpan.Zero;
    }

    public void Dispose() => End();
}
