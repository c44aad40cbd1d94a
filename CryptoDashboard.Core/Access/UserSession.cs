namespace CryptoDashboard.Core.Access;

/// <summary>One signed-in browser. The cookie carries its secret; only a hash of that is stored.</summary>
public sealed class UserSession
{
    /// <summary>SHA-256 of the secret in the cookie, hexadecimal.</summary>
    public required string Id { get; init; }

    public required int UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastActiveAt { get; set; }

    /// <summary>Set while the PIN is asked for again.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public required string Address { get; init; }
}
