using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Storage.Stores;

namespace CryptoDashboard.SignIn;

/// <summary>
/// The signed-in browsers, with a short memory before the database: a request or a circuit asks here whether its session still stands.
/// </summary>
internal sealed class Sessions(SessionStore store, SignInOptions options, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TouchEvery = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, (UserSession? Session, DateTimeOffset At)> _known = new();

    /// <summary>A session was locked, unlocked or ended here.</summary>
    public event Action<string>? Changed;

    public TimeSpan IdleLimit => TimeSpan.FromMinutes(options.IdleMinutes);

    /// <summary>Starts a session; returns the secret for the cookie, which is stored nowhere.</summary>
    public async Task<string> Start(int userId, string address, CancellationToken cancel)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await store.Start(new UserSession { Id = IdOf(secret), UserId = userId, CreatedAt = now, LastActiveAt = now, Address = address }, cancel);
        return secret;
    }

    public static string IdOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Where the session was opened from; null when there is none.</summary>
    public async Task<string?> AddressOf(string id, CancellationToken cancel) => (await store.Find(id, cancel))?.Address;

    /// <summary>How the session stands now. One that was idle too long is locked by being looked at.</summary>
    public async Task<SessionState> StateOf(string id, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (!_known.TryGetValue(id, out var known) || now - known.At > Remembered)
            known = _known[id] = (await store.Find(id, cancel), now);
        if (known.Session is not { EndedAt: null } session || now - session.CreatedAt > TimeSpan.FromDays(options.SessionDays))
            return SessionState.Ended;
        if (session.LockedAt is not null)
            return SessionState.Locked;
        if (now - session.LastActiveAt <= IdleLimit)
            return SessionState.Open;
        await Lock(id, cancel);
        return SessionState.Locked;
    }

    /// <summary>Someone did something in it just now. Written down at most every few seconds.</summary>
    public async Task Touch(string id, CancellationToken cancel)
    {
        if (await StateOf(id, cancel) != SessionState.Open || !_known.TryGetValue(id, out var known) || known.Session is null)
            return;
        var now = time.GetUtcNow();
        if (now - known.Session.LastActiveAt < TouchEvery)
            return;
        known.Session.LastActiveAt = now;
        await store.Touch(id, now, cancel);
    }

    public async Task Lock(string id, CancellationToken cancel)
    {
        await store.Lock(id, time.GetUtcNow(), cancel);
        Tell(id);
    }

    public async Task Unlock(string id, CancellationToken cancel)
    {
        await store.Unlock(id, time.GetUtcNow(), cancel);
        Tell(id);
    }

    public async Task End(string id, CancellationToken cancel)
    {
        await store.End(id, time.GetUtcNow(), cancel);
        Tell(id);
    }

    /// <summary>Log-out everywhere: ends every session of a person.</summary>
    public async Task EndAll(int userId, CancellationToken cancel)
    {
        await store.EndAll(userId, time.GetUtcNow(), cancel);
        foreach (var (id, known) in _known)
        {
            if (known.Session?.UserId == userId)
                Tell(id);
        }
    }

    private void Tell(string id)
    {
        _known.TryRemove(id, out _);
        Changed?.Invoke(id);
    }
}
