using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CryptoDashboard.Core.Vault;

/// <summary>
/// Seals and opens credentials by AES-256-GCM (NIST SP 800-38D), with a fresh nonce each and bound to name, owner and exchange: a row copied
/// to another owner or exchange does not open.
/// </summary>
public sealed class CredentialVault(MasterKeys keys, ICredentialStore store, TimeProvider time)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals keys of an account.</summary>
    public SealedCredential Seal(string name, string exchange, string owner, bool isTestNet, ExchangeSecret secret)
    {
        keys.Refresh();
        var plain = JsonSerializer.SerializeToUtf8Bytes(secret);
        try
        {
            var (nonce, cipher, tag) = Encrypt(plain, BoundTo(name, owner, exchange), keys.Find(keys.Current));
            return new SealedCredential
            {
                Name = name,
                Exchange = exchange,
                Owner = owner,
                IsTestNet = isTestNet,
                KeyId = keys.Current,
                Nonce = nonce,
                Sealed = cipher,
                Tag = tag,
                AddedAt = time.GetUtcNow(),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <exception cref="CryptographicException">The master key is not here, or the row was changed since it was sealed.</exception>
    public ExchangeSecret Open(SealedCredential credential)
    {
        var plain = Decrypt(credential);
        try
        {
            return JsonSerializer.Deserialize<ExchangeSecret>(plain)!;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>
    /// Seals everything anew by a new master key. A crash at any moment leaves all of it readable: the new key is kept before the first row
    /// changes, all rows change together, and the old key goes last.
    /// </summary>
    /// <returns>How many credentials were sealed anew.</returns>
    /// <exception cref="CryptographicException">A credential cannot be opened; nothing was changed.</exception>
    public async Task<int> Rotate(CancellationToken cancel)
    {
        var stored = await store.All(cancel);
        foreach (var credential in stored)
            CryptographicOperations.ZeroMemory(Decrypt(credential));
        if (keys.CanRotate)
            keys.Add();
        var resealed = new List<SealedCredential>(stored.Count);
        foreach (var credential in stored)
        {
            var plain = Decrypt(credential);
            var (nonce, cipher, tag) = Encrypt(plain, BoundTo(credential.Name, credential.Owner, credential.Exchange), keys.Find(keys.Current));
            CryptographicOperations.ZeroMemory(plain);
            resealed.Add(credential with { KeyId = keys.Current, Nonce = nonce, Sealed = cipher, Tag = tag });
        }
        await store.Reseal(resealed, cancel);
        if (keys.CanRotate)
            keys.DropOld();
        return resealed.Count;
    }

    private static byte[] BoundTo(string name, string owner, string exchange) => Encoding.UTF8.GetBytes($"{name.Length}:{name}{owner.Length}:{owner}{exchange.Length}:{exchange}");

    private static (byte[] Nonce, byte[] Cipher, byte[] Tag) Encrypt(byte[] plain, byte[] boundTo, ReadOnlySpan<byte> key)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var cipher = new byte[plain.Length];
        var tag = new byte[TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, cipher, tag, boundTo);
        return (nonce, cipher, tag);
    }

    private byte[] Decrypt(SealedCredential credential)
    {
        var plain = new byte[credential.Sealed.Length];
        using var aes = new AesGcm(keys.Find(credential.KeyId), TagLength);
        try
        {
            aes.Decrypt(credential.Nonce, credential.Sealed, credential.Tag, plain, BoundTo(credential.Name, credential.Owner, credential.Exchange));
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new CryptographicException($"The stored keys of account {credential.Name} were changed since they were sealed, or belong to another key file. Remove the account and add it again.", mismatch);
        }
        return plain;
    }
}
