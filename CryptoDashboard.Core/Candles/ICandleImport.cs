using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Candles;

/// <summary>An import under way (<see cref="ICandleStore.BeginImport"/>). Disposing it without a commit takes back all that was written.</summary>
public interface ICandleImport : IAsyncDisposable
{
    /// <summary>Adds candles, ascending and without duplicates within the import. The memory may be reused once the task has ended.</summary>
    Task Write(ReadOnlyMemory<Candle> candles, CancellationToken cancel);

    /// <summary>Keeps everything that was written.</summary>
    /// <returns>How many candles were new; the others were there before and stay as they were.</returns>
    Task<long> Commit(CancellationToken cancel);
}
