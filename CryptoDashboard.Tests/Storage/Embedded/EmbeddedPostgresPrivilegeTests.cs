using CryptoDashboard.Core.Storage.Embedded;

namespace CryptoDashboard.Tests.Storage.Embedded;

/// <summary>PostgreSQL refuses root: who runs it then, and where.</summary>
public sealed class EmbeddedPostgresPrivilegeTests
{
    [Fact]
    public async Task Root_hands_the_server_over_to_someone_without_rights_and_keeps_it_in_the_data_folder()
    {
        Assert.SkipUnless(Unprivileged.HandsOver, "only root hands the server over");
        using var folder = new DataFolder();

        await using var postgres = await folder.Start();

        Assert.Equal(folder.File("postgres"), folder.Postgres);
        Assert.NotEqual("0", UserOf(folder.Postmaster));
    }

    [Fact]
    public async Task A_data_folder_and_binaries_below_a_closed_home_are_served_from_a_place_that_can_be_reached()
    {
        Assert.SkipUnless(Unprivileged.HandsOver, "only root hands the server over");
        using var folder = new DataFolder(closed: true);
        var binaries = ClosedCopy(folder);
        var logger = new HeardLogger();

        await using (var postgres = await folder.Start(logger, binaries))
        {
            Assert.NotEqual("0", UserOf(folder.Postmaster));
            Assert.StartsWith("/var/lib/cryptodashboard/", folder.Postgres, StringComparison.Ordinal);
            Assert.Single(logger.Lines, line => line.Contains(folder.Postgres, StringComparison.Ordinal));
            await DataFolder.Ask(postgres, "create table kept as select 42 as answer");
        }
        await using var again = await folder.Start(logger, binaries);
        Assert.Equal(42, await DataFolder.Ask(again, "select answer from kept"));
    }

    [Fact]
    public async Task The_server_is_not_given_what_the_program_keeps_in_its_environment()
    {
        Assert.SkipUnless(Unprivileged.HandsOver, "another user could read it only when root hands the server over");
        using var folder = new DataFolder();
        Environment.SetEnvironmentVariable("EMBEDDED_TEST_SECRET", "not for nobody");

        await using var postgres = await folder.Start();

        var environment = await File.ReadAllTextAsync($"/proc/{folder.Postmaster}/environ", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("not for nobody", environment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_leaves_an_ordinary_users_database_to_him()
    {
        Assert.SkipUnless(Unprivileged.HandsOver, "only root can meet a database it must not take");
        using var folder = new DataFolder();
        var cluster = Directory.CreateDirectory(folder.File("postgres/cluster")).FullName;
        await File.WriteAllTextAsync(Path.Combine(cluster, "PG_VERSION"), "18\n", TestContext.Current.CancellationToken);
        await Run("chown", "-R", "daemon", folder.Path);

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => folder.Start());

        Assert.Contains("daemon", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("daemon", (await Run("stat", "-c", "%U", folder.File("postgres"))).Trim());
    }

    [Fact]
    public async Task An_ordinary_user_runs_the_server_himself()
    {
        Assert.SkipWhen(Unprivileged.HandsOver || OperatingSystem.IsWindows(), "for an ordinary user");
        using var folder = new DataFolder(closed: true);

        await using var postgres = await folder.Start();

        Assert.Equal(folder.File("postgres"), folder.Postgres);
        Assert.Equal(UserOf(Environment.ProcessId), UserOf(folder.Postmaster));
    }

    /// <summary>The binaries as a careful root installs them: nobody else may look.</summary>
    private static string ClosedCopy(DataFolder folder)
    {
        var package = Path.GetDirectoryName(PostgresBinaries.Find(null).NativeFolder)!;
        var copy = Path.Combine(Path.GetDirectoryName(folder.Path)!, "package");
        foreach (var source in Directory.EnumerateFiles(package, "*", SearchOption.AllDirectories).Where(f => !File.GetAttributes(f).HasFlag(FileAttributes.ReparsePoint)))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(package, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(target, File.GetUnixFileMode(target) & (UnixFileMode)0b111_000_000);
        }
        return Path.Combine(copy, "native");
    }

    private static string UserOf(int pid) =>
        File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
