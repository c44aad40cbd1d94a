namespace CryptoDashboard.Core.Access;

/// <summary>
/// Five wrong tries within fifteen minutes, per account or per address, lock it until the oldest of them is fifteen minutes old. A try is
/// written down before its PIN is looked at, so tries side by side do not slip past, and a right PIN while locked is refused too.
/// </summary>
public sealed class Lockout(ISignInAttempts attempts, TimeProvider time)
{
    public const int Limit = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Asks for a try.</summary>
    public async Task<LockoutVerdict> Try(string account, string address, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (attempt, wrongBefore, oldest) = await attempts.Register(account, address, now, now - Window, Limit, cancel);
        return attempt is null
            ? new LockoutVerdict(null, 0, oldest!.Value + Window - now)
            : new LockoutVerdict(attempt, Limit - wrongBefore - 1, oldest is { } first ? first + Window - now : TimeSpan.Zero);
    }

    public Task Succeeded(LockoutVerdict verdict, CancellationToken cancel) => attempts.Succeed(verdict.Attempt!, cancel);
}
