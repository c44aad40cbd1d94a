namespace CryptoDashboard.Core.Candles;

public sealed class CandleRecorder
{
    public Task Flush(CancellationToken cancel) => Task.CompletedTask;
}
