using System.Diagnostics;
using System.Globalization;
using CryptoDashboard.Core.Storage.Embedded;
using Npgsql;

namespace CryptoDashboard.Tests.Storage.Embedded;

/// <summary>What is left behind by a kill -9, and by a power cut.</summary>
public sealed class EmbeddedPostgresCrashTests
{
    [Fact]
    public async Task A_killed_server_comes_back_on_its_port_with_every_committed_row()
    {
        using var folder = new DataFolder();
        await using var postgres = await folder.Start();
        await DataFolder.Ask(postgres, "create table kept as select * from generate_series(1, 10000) as row");
        var killed = folder.Postmaster;

        Kill.Process(killed);
        await DataFolder.Until(() => !ProcessState.IsAlive(killed), "the server was dead");
        await postgres.EnsureRunning(TestContext.Current.CancellationToken);

        Assert.Equal(10_000L, await DataFolder.Ask(postgres, "select count(*) from kept"));
        Assert.NotEqual(killed, folder.Postmaster);
    }

    [Fact]
    public async Task No_second_server_starts_beside_a_killed_ones_child_that_may_still_write()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a child is halted by a signal");
        using var folder = new DataFolder();
        await using var postgres = await folder.Start();
        await using var busy = new NpgsqlConnection(postgres.ConnectionString);
        await busy.OpenAsync(TestContext.Current.CancellationToken);
        var (killed, child) = (folder.Postmaster, busy.ProcessID);

        await Kill.Signal("STOP", child);
        try
        {
            Kill.Process(killed);
            await DataFolder.Until(() => !ProcessState.IsAlive(killed), "the server was dead");
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => postgres.EnsureRunning(soon.Token));
            Assert.True(File.Exists(folder.PidFile));
        }
        finally
        {
            // Halted, it would outlive the test and hold on to whatever it was given.
            await Kill.Signal("KILL", child);
        }
        await postgres.EnsureRunning(TestContext.Current.CancellationToken);

        Assert.Equal(1, await DataFolder.Ask(postgres, "select 1"));
    }

    [Fact]
    public async Task A_killed_server_is_noticed_without_being_asked_and_the_log_says_so()
    {
        using var folder = new DataFolder();
        var logger = new HeardLogger();
        await using var postgres = await folder.Start(logger);
        var killed = folder.Postmaster;

        Kill.Process(killed);
        await DataFolder.Until(() => logger.Lines.Any(line => line.Contains("is back", StringComparison.Ordinal)), "the server was started again");

        Assert.Equal(1, await DataFolder.Ask(postgres, "select 1"));
    }

    [Fact]
    public async Task A_killed_server_comes_back_where_its_users_look_for_it_whoever_starts_it()
    {
        using var folder = new DataFolder();
        await using var first = await folder.Start();
        var killed = folder.Postmaster;
        Kill.Process(killed);
        await DataFolder.Until(() => !ProcessState.IsAlive(killed), "the server was dead");

        await using var second = await folder.Start();

        Assert.Equal(first.ConnectionString, second.ConnectionString);
        Assert.Equal(1, await DataFolder.Ask(first, "select 1"));
    }

    [Fact]
    public async Task A_program_killed_without_warning_leaves_a_server_that_is_found_and_used_again()
    {
        using var folder = new DataFolder();
        int postmaster;
        using (var program = Program(folder))
        {
            await DataFolder.Until(() => program.HasExited || File.Exists(folder.File("postgres-port")), "the program used its database");
            Assert.False(program.HasExited, "the program ended by itself");
            postmaster = folder.Postmaster;
            program.Kill();
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        Assert.True(ProcessState.IsAlive(postmaster), "the server does not die with the program");

        await using (var postgres = await folder.Start())
        {
            Assert.Equal(postmaster, folder.Postmaster);
            Assert.Equal(1, await DataFolder.Ask(postgres, "select 1"));
        }

        Assert.False(ProcessState.IsAlive(postmaster), "a dead program does not count as a user");
    }

    [Fact]
    public async Task A_server_that_outlives_its_program_does_not_keep_the_callers_lock()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "open files are read from /proc");
        using var folder = new DataFolder();
        var held = folder.File("a-lock-of-the-caller");
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(held, "", TestContext.Current.CancellationToken);
        using var program = Program(folder, "sh", "-c", $"exec 9< '{held}'; exec \"$@\"", "sh", "dotnet");
        await DataFolder.Until(() => program.HasExited || File.Exists(folder.File("postgres-port")), "the program used its database");

        Assert.Contains(held, OpenFiles(program.Id));
        Assert.DoesNotContain(held, OpenFiles(folder.Postmaster));

        program.Kill();
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_program_killed_while_it_makes_the_database_does_not_spoil_the_next_start()
    {
        using var folder = new DataFolder();
        using (var program = Program(folder))
        {
            var begun = folder.File("postgres");
            await DataFolder.Until(() => program.HasExited || (Directory.Exists(begun) && Directory.EnumerateFiles(begun, "PG_VERSION", SearchOption.AllDirectories).Any()), "initdb had begun");
            program.Kill();
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using var postgres = await folder.Start();

        Assert.Equal(1, await DataFolder.Ask(postgres, "select 1"));
        Assert.Empty(Directory.EnumerateDirectories(folder.Postgres, "cluster.new*"));
    }

    [Fact]
    public async Task Half_a_database_is_made_anew()
    {
        using var folder = new DataFolder();
        var half = Directory.CreateDirectory(folder.File("postgres/cluster.new/base")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(half, "PG_VERSION"), "18\n", TestContext.Current.CancellationToken);

        await using var postgres = await folder.Start();

        Assert.Equal(1, await DataFolder.Ask(postgres, "select 1"));
        Assert.False(Directory.Exists(half));
    }

    [Fact]
    public async Task A_port_that_another_program_took_meanwhile_is_left_to_it()
    {
        using var folder = new DataFolder();
        await (await folder.Start()).DisposeAsync();
        var known = int.Parse(await File.ReadAllTextAsync(folder.File("postgres-port"), TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, known);
        other.Start();

        await using var postgres = await folder.Start();

        Assert.NotEqual(known, new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Port);
        Assert.Equal(1, await DataFolder.Ask(postgres, "select 1"));
    }

    [Fact]
    public async Task After_a_power_cut_another_process_with_the_servers_number_is_not_taken_for_the_server()
    {
        using var folder = new DataFolder();
        var postgres = await folder.Start();
        await DataFolder.Ask(postgres, "create table kept as select 42 as answer");
        var left = await File.ReadAllLinesAsync(folder.PidFile, TestContext.Current.CancellationToken);
        await postgres.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        // The file as the power cut leaves it, its number given to this very process after the boot.
        left[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(folder.PidFile, left, TestContext.Current.CancellationToken);

        await using var again = await folder.Start();

        Assert.Equal(42, await DataFolder.Ask(again, "select answer from kept"));
        Assert.NotEqual(Environment.ProcessId, folder.Postmaster);
    }

    private static IEnumerable<string?> OpenFiles(int pid) => new DirectoryInfo($"/proc/{pid}/fd").EnumerateFileSystemInfos().Select(file => file.LinkTarget);

    // A verb that needs the database and no web page, and is at work for a second.
    private static Process Program(DataFolder folder, params string[] by)
    {
        var start = new ProcessStartInfo(by.FirstOrDefault("dotnet"), by.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[typeof(global::Program).Assembly.Location, "migrate", "up", "--data", folder.Path])
            start.ArgumentList.Add(word);
        var program = Process.Start(start)!;
        program.OutputDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        return program;
    }
}
