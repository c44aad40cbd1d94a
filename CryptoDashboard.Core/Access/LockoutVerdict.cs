namespace CryptoDashboard.Core.Access;

/// <summary>Whether a PIN may be tried now.</summary>
/// <param name="Attempt">The try, or null while locked.</param>
/// <param name="TriesLeft">How many remain if this one is wrong.</param>
/// <param name="Wait">How long the lock lasts, also the one this try sets if it is wrong and the last; zero otherwise.</param>
public sealed record LockoutVerdict(SignInAttempt? Attempt, int TriesLeft, TimeSpan Wait)
{
    public bool IsLocked => Attempt is null;
}
