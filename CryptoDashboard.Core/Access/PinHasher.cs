using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace CryptoDashboard.Core.Access;

/// <summary>
/// PBKDF2-HMAC-SHA512 over the peppered PIN, kept as <c>v1.iterations.salt.hash</c>. A PIN has few values, so the pepper carries the
/// strength and the iterations slow down whoever stole both.
/// </summary>
public sealed class PinHasher(Pepper pepper) : IPasswordHasher<DashboardUser>
{
    private const int Iterations = 210_000; // OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA512
    private const int SaltLength = 16;
    private const int HashLength = 32;

    public string HashPassword(DashboardUser user, string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return $"v1.{Iterations}.{Convert.ToBase64String(salt)}.{Convert.ToBase64String(Derive(password, salt, Iterations))}";
    }

    public PasswordVerificationResult VerifyHashedPassword(DashboardUser user, string hashedPassword, string providedPassword)
    {
        if (hashedPassword.Split('.') is not ["v1", var count, var salted, var hashed] || !int.TryParse(count, out var iterations) || iterations <= 0)
            return PasswordVerificationResult.Failed;
        if (BytesOf(salted) is not { } salt || BytesOf(hashed) is not { } hash)
            return PasswordVerificationResult.Failed;
        if (!CryptographicOperations.FixedTimeEquals(Derive(providedPassword, salt, iterations), hash))
            return PasswordVerificationResult.Failed;
        return iterations < Iterations ? PasswordVerificationResult.SuccessRehashNeeded : PasswordVerificationResult.Success;
    }

    private static byte[]? BytesOf(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }

    private byte[] Derive(string pin, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(pepper.Mix(Encoding.UTF8.GetBytes(pin)), salt, iterations, HashAlgorithmName.SHA512, HashLength);
}
