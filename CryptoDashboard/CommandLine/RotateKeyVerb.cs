using System.Security.Cryptography;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.Monitoring;

namespace CryptoDashboard.CommandLine;

/// <summary><c>rotate-key</c>: seals every stored exchange key anew by a new master key.</summary>
internal static class RotateKeyVerb
{
    public static readonly Usage Usage = new("rotate-key");

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = Usage.ReadOptions(args);
        var configuration = Settings.Read(words.ForConfiguration);
        using var logging = Logging.ForVerbs();
        await using var workplace = await Workplace.Open(configuration, logging.CreateLogger("rotate-key"), cancel);
        await using var services = new ServiceCollection().AddStorage(workplace.Provider, workplace.ConnectionString).BuildServiceProvider();
        try
        {
            var keys = MasterKeys.Load(workplace.DataFolder, Environment.GetEnvironmentVariable(MasterKeys.Variable), configuration["Vault:KeyFile"]);
            var vault = new CredentialVault(keys, services.GetRequiredService<ICredentialStore>(), TimeProvider.System);
            var count = await vault.Rotate(cancel);
            Console.WriteLine($"{count} accounts are sealed by the master key {keys.Current} now. Restart a running desk when it suits you; it still opens what it has open.");
            return 0;
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
