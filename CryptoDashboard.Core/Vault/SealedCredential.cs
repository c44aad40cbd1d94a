namespace CryptoDashboard.Core.Vault;

/// <summary>An account with an exchange and its keys, sealed: what a stolen database holds of them.</summary>
public sealed record SealedCredential
{
    /// <summary>What people call the account: 1 to 40 lower-case letters, digits and dashes; unique.</summary>
    public required string Name { get; init; }

    /// <summary>ccxt's id of the exchange.</summary>
    public required string Exchange { get; init; }

    /// <summary>Who stored it.</summary>
    public required string Owner { get; init; }

    public bool IsTestNet { get; init; }

    /// <summary>Which master key sealed it.</summary>
    public required string KeyId { get; init; }

    /// <summary>12 random bytes, never used twice.</summary>
    public required byte[] Nonce { get; init; }

    public required byte[] Sealed { get; init; }

    /// <summary>The seal: 16 bytes that a change of anything breaks, owner and exchange included.</summary>
    public required byte[] Tag { get; init; }

    /// <summary>What the keys may do, as far as the exchange tells: <c>read, trade</c>.</summary>
    public string? Permissions { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }
}
