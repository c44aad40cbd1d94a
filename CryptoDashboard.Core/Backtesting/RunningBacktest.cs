namespace CryptoDashboard.Core.Backtesting;

/// <summary>A run that is under way: how far it is, and how to end it.</summary>
internal sealed class RunningBacktest(TimeProvider time, CancellationToken ending) : IProgress<BacktestProgress>, IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(ending);
    private readonly Lock _gate = new();
    private BacktestProgress _last;
    private long _begun;

    public CancellationToken Stopping => _stop.Token;

    public void Stop() => _stop.Cancel();

    public void Report(BacktestProgress value)
    {
        lock (_gate)
        {
            if (_begun == 0)
                _begun = time.GetTimestamp();
            _last = value;
        }
    }

    public BacktestPace Pace()
    {
        lock (_gate)
            return new(_last.Done, _last.All, _begun == 0 ? TimeSpan.Zero : time.GetElapsedTime(_begun));
    }

    public void Dispose() => _stop.Dispose();
}
