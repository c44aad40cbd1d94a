namespace CryptoDashboard.Core.Access;

/// <summary>The stored tries to sign in.</summary>
public interface ISignInAttempts
{
    /// <summary>
    /// Writes down a try as wrong, unless <paramref name="limit"/> wrong ones of the account or of the address since
    /// <paramref name="since"/> stand already; tries at the same time are judged one after the other.
    /// </summary>
    /// <returns>
    /// The try, or null while locked; how many wrong ones stood before it; and, while locked or about to be by this try, the time of the one
    /// whose age ends the lock.
    /// </returns>
    Task<(SignInAttempt? Attempt, int WrongBefore, DateTimeOffset? OldestCounting)> Register(
        string account, string address, DateTimeOffset at, DateTimeOffset since, int limit, CancellationToken cancel);

    /// <summary>The try was right: it and the account's earlier wrong ones from this address count no more.</summary>
    Task Succeed(SignInAttempt attempt, CancellationToken cancel);
}
