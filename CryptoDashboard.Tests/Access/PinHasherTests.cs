using System.Globalization;
using CryptoDashboard.Core.Access;
using Microsoft.AspNetCore.Identity;

namespace CryptoDashboard.Tests.Access;

public sealed class PinHasherTests : IDisposable
{
    private const string Right = "846205";
    private static readonly DashboardUser Ada = new() { UserName = "ada" };

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("desk-pin-");
    private readonly PinHasher _hasher;

    public PinHasherTests() => _hasher = new PinHasher(Pepper.In(_data.FullName));

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public void The_right_PIN_fits_and_no_other_does()
    {
        var hash = _hasher.HashPassword(Ada, Right);

        Assert.Equal(PasswordVerificationResult.Success, _hasher.VerifyHashedPassword(Ada, hash, Right));
        foreach (var wrong in (string[])["846204", "84620", "8462050", "", " 846205"])
            Assert.Equal(PasswordVerificationResult.Failed, _hasher.VerifyHashedPassword(Ada, hash, wrong));
    }

    [Fact]
    public void The_same_PIN_never_gives_the_same_hash_and_never_shows_in_it()
    {
        var hashes = Enumerable.Range(0, 4).Select(_ => _hasher.HashPassword(Ada, Right)).ToList();

        Assert.Equal(4, hashes.Distinct().Count());
        Assert.All(hashes, hash => Assert.DoesNotContain(Right, hash, StringComparison.Ordinal));
    }

    [Fact]
    public void A_hash_keeps_its_version_210_000_iterations_or_more_and_16_bytes_of_salt()
    {
        var parts = _hasher.HashPassword(Ada, Right).Split('.');

        Assert.Equal("v1", parts[0]);
        Assert.True(int.Parse(parts[1], CultureInfo.InvariantCulture) >= 210_000);
        Assert.Equal(16, Convert.FromBase64String(parts[2]).Length);
    }

    [Fact]
    public void A_stolen_database_alone_yields_no_PIN()
    {
        var hash = _hasher.HashPassword(Ada, Right);
        var thiefs = Directory.CreateTempSubdirectory("desk-thief-");

        var result = new PinHasher(Pepper.In(thiefs.FullName)).VerifyHashedPassword(Ada, hash, Right);

        thiefs.Delete(recursive: true);
        Assert.Equal(PasswordVerificationResult.Failed, result);
    }

    [Fact]
    public void A_hash_of_fewer_iterations_is_right_and_asks_to_be_made_anew()
    {
        const int Few = 1_000;
        var pepper = Pepper.In(_data.FullName);
        var salt = new byte[16];
        var hash = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2(
            pepper.Mix(System.Text.Encoding.UTF8.GetBytes(Right)), salt, Few, System.Security.Cryptography.HashAlgorithmName.SHA512, 32);

        var result = _hasher.VerifyHashedPassword(Ada, $"v1.{Few}.{Convert.ToBase64String(salt)}.{Convert.ToBase64String(hash)}", Right);

        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1")]
    [InlineData("v2.210000.AAAA.AAAA")]
    [InlineData("v1.many.AAAA.AAAA")]
    [InlineData("v1.0.AAAAAAAAAAAAAAAAAAAAAA==.AAAA")]
    [InlineData("v1.-5.AAAAAAAAAAAAAAAAAAAAAA==.AAAA")]
    [InlineData("v1.1000.not base64!.AAAA")]
    [InlineData("v1.1000.AAAAAAAAAAAAAAAAAAAAAA==.not base64!")]
    public void A_damaged_hash_fits_no_PIN_and_breaks_nothing(string damaged)
    {
        Assert.Equal(PasswordVerificationResult.Failed, _hasher.VerifyHashedPassword(Ada, damaged, Right));
    }
}
