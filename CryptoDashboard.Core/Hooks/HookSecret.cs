using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CryptoDashboard.Core.Access;

namespace CryptoDashboard.Core.Hooks;

/// <summary>
/// The secret of a hook: HMAC-SHA256 of its address and salt under the pepper. A signature can only be checked with the key it was made
/// with, so a hash of the secret would not do; made anew for each check, it need not be stored, and a stolen database forges nothing.
/// </summary>
public sealed class HookSecret(Pepper pepper)
{
    /// <summary>43 characters that fit into JSON and headers as they are.</summary>
    public string Of(Hook hook) => Base64Url.EncodeToString(pepper.Mix(Encoding.UTF8.GetBytes($"hook:{hook.PublicId}:{hook.Salt}")));

    /// <summary>Whether a token is the secret; takes as long for a wrong one as for the right one.</summary>
    public bool Fits(Hook hook, string given) => SameText(Of(hook), given);

    /// <summary>
    /// Whether <paramref name="signature"/> is HMAC-SHA256, in hexadecimal digits, of <paramref name="timestamp"/>, a dot and the body, with the
    /// secret's characters as the key.
    /// </summary>
    public bool HasSigned(Hook hook, string timestamp, ReadOnlySpan<byte> body, string signature)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(Of(hook)));
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp + "."));
        hash.AppendData(body);
        return SameText(Convert.ToHexStringLower(hash.GetHashAndReset()), signature.ToLowerInvariant());
    }

    /// <summary>Sixteen random bytes for an address or a salt.</summary>
    public static string Fresh() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    // Of their hashes, so that not even the length shows in the time it takes.
    private static bool SameText(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
