namespace CryptoDashboard.Core.Hooks;

/// <summary>The address that a bot takes signals from outside at. There is one for each bot; a new secret makes the old one worthless.</summary>
public sealed record Hook
{
    public required int BotId { get; init; }

    /// <summary>The end of its address; 128 random bits, 22 letters, digits, dashes and underscores. No secret.</summary>
    public required string PublicId { get; init; }

    /// <summary>
    /// What <see cref="HookSecret"/> makes the secret of, with the pepper that lies beside the database: neither the secret nor anything
    /// that it could be had from alone is stored.
    /// </summary>
    public required string Salt { get; init; }

    /// <summary>When its present secret was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}
