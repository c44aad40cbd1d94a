namespace CryptoDashboard.Core.Access;

/// <summary>One try to sign in or unlock; counted as wrong until it is marked right.</summary>
public sealed class SignInAttempt
{
    public long Id { get; private init; }

    /// <summary>Normalised name of the account that was tried, whether there is one or not.</summary>
    public required string Account { get; init; }

    /// <summary>Where it came from.</summary>
    public required string Address { get; init; }

    public required DateTimeOffset At { get; init; }

    public bool Succeeded { get; set; }
}
