namespace CryptoDashboard.Core.Vault;

/// <summary>Keys to an account with an exchange, unsealed. Printing them prints nothing.</summary>
/// <param name="Password">The passphrase that some exchanges ask for.</param>
public sealed record ExchangeSecret(string ApiKey, string Secret, string? Password = null, string? Uid = null)
{
    public override string ToString() => "(exchange keys)";
}
