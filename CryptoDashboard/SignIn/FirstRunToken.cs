using System.Security.Cryptography;
using System.Text;

namespace CryptoDashboard.SignIn;

/// <summary>
/// Guards the set-up page until there is a user: a secret printed once on the console, good for one hour and one use. It lives in memory
/// only; a restart prints another.
/// </summary>
internal sealed class FirstRunToken(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    private readonly DateTimeOffset _madeAt = time.GetUtcNow();
    private int _isUsed;

    public string Link(string baseAddress) => $"{baseAddress.TrimEnd('/')}{Urls.SetUp}?token={_secret}";

    /// <summary>Whether this is the secret and it still counts.</summary>
    public bool Fits(string? given) =>
        Volatile.Read(ref _isUsed) == 0 && !HasExpired && given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(_secret));

    public bool HasExpired => time.GetUtcNow() - _madeAt > Life;

    /// <summary>Uses it up; of two at once only one is let through.</summary>
    public bool Use(string? given) => Fits(given) && Interlocked.Exchange(ref _isUsed, 1) == 0;

    /// <summary>Gives back a use that came to nothing, such as a refused PIN.</summary>
    public void GiveBack() => Volatile.Write(ref _isUsed, 0);
}
