using System.Security.Cryptography;
using System.Text;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Vault;

public sealed class CredentialVaultTests(Database database)
{
    private static readonly ExchangeSecret Secret = new("the-key-0001", "the-secret-0001", "the-passphrase");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sealed_is_opened_and_a_stolen_row_shows_nothing()
    {
        var (vault, store, _) = await Make();
        var sealedKeys = vault.Seal("main", "binance", "ada", false, Secret);
        Assert.True(await store.Add(sealedKeys, Told(), Cancel));

        var stored = Assert.Single(await store.All(Cancel));
        Assert.Equal(Secret, vault.Open(stored));
        Assert.DoesNotContain("the-secret", Encoding.UTF8.GetString(stored.Sealed), StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", $"{Secret}{stored}", StringComparison.Ordinal);
        Assert.NotEqual(sealedKeys.Nonce, vault.Seal("main", "binance", "ada", false, Secret).Nonce);
    }

    [Fact]
    public async Task A_row_that_was_moved_to_another_owner_exchange_or_name_does_not_open()
    {
        var (vault, _, _) = await Make();
        var sealedKeys = vault.Seal("main", "binance", "ada", false, Secret);
        foreach (var moved in (SealedCredential[])[sealedKeys with { Owner = "eve" }, sealedKeys with { Exchange = "kraken" }, sealedKeys with { Name = "other" }])
            Assert.Throws<CryptographicException>(() => vault.Open(moved));
    }

    [Fact]
    public async Task Rotation_seals_everything_anew_and_the_old_key_is_gone()
    {
        var (vault, store, folder) = await Make();
        await store.Add(vault.Seal("one", "binance", "ada", false, Secret), Told(), Cancel);
        await store.Add(vault.Seal("two", "kraken", "ada", true, Secret with { Password = null }), Told(), Cancel);
        var before = await File.ReadAllTextAsync(MasterKeys.FileIn(folder), Cancel);

        Assert.Equal(2, await vault.Rotate(Cancel));

        Assert.DoesNotContain(before.Trim(), await File.ReadAllTextAsync(MasterKeys.FileIn(folder), Cancel), StringComparison.Ordinal);
        var again = new CredentialVault(MasterKeys.Load(folder, null, null), store, TimeProvider.System);
        Assert.Equal([Secret, Secret with { Password = null }], (await store.All(Cancel)).Select(again.Open));
    }

    [Fact]
    public async Task A_rotation_that_was_cut_short_leaves_everything_readable_and_can_be_done_again()
    {
        var (vault, store, folder) = await Make();
        await store.Add(vault.Seal("one", "binance", "ada", false, Secret), Told(), Cancel);
        // The new key was kept, and then the power went.
        MasterKeys.Load(folder, null, null).Add();

        var after = new CredentialVault(MasterKeys.Load(folder, null, null), store, TimeProvider.System);
        Assert.Equal(Secret, after.Open((await store.All(Cancel))[0]));
        await after.Rotate(Cancel);
        Assert.Single(MasterKeys.Load(folder, null, null).Ids);
        Assert.Equal(Secret, after.Open((await store.All(Cancel))[0]));
    }

    [Fact]
    public async Task Without_its_master_key_nothing_opens_and_the_message_says_what_to_bring_back()
    {
        var (vault, _, _) = await Make();
        var sealedKeys = vault.Seal("main", "binance", "ada", false, Secret);
        var (other, _, _) = await Make();
        Assert.Contains("Bring back", Assert.Throws<CryptographicException>(() => other.Open(sealedKeys with { KeyId = "k9" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_is_for_its_owner_only_and_the_environment_goes_before_it()
    {
        var folder = Directory.CreateTempSubdirectory("vault-").FullName;
        MasterKeys.Load(folder, null, null);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(MasterKeys.FileIn(folder)));
        Assert.Equal("env", MasterKeys.Load(folder, $"env:{Convert.ToBase64String(new byte[32])}", null).Current);
        Assert.Throws<InvalidOperationException>(() => MasterKeys.Load(folder, "nonsense", null));
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(CredentialVault Vault, CredentialStore Store, string Folder)> Make()
    {
        var connection = await database.Make();
        var folder = Desk.FolderOf(connection);
        var services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, connection).BuildServiceProvider();
        var store = (CredentialStore)services.GetRequiredService<ICredentialStore>();
        return (new CredentialVault(MasterKeys.Load(folder, null, null), store, TimeProvider.System), store, folder);
    }

    private static Core.Events.DomainEvent Told() => new() { At = Some.Noon, Topic = Core.Events.EventTopic.Access, Kind = "account-added", Text = "x" };
}
