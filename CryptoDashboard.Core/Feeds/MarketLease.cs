namespace CryptoDashboard.Core.Feeds;

/// <summary>Somebody's wish to have a market live. Disposing it ends the wish, once.</summary>
internal sealed class MarketLease(Action release) : IDisposable
{
    private Action? _release = release;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
