using System.Diagnostics;
using CryptoDashboard.Core.Storage.Embedded;

namespace CryptoDashboard.Tests.Storage.Embedded;

public sealed class ProcessStateTests
{
    [Fact]
    public void The_mark_of_a_living_process_stays_and_tells_it_from_others()
    {
        var mine = ProcessState.Mark(Environment.ProcessId);

        Assert.NotNull(mine);
        Assert.Equal(mine, ProcessState.Mark(Environment.ProcessId));
        Assert.Null(ProcessState.Mark(int.MaxValue));
    }

    [Fact]
    public async Task A_dead_process_that_nobody_has_collected_does_not_live()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "zombies are read from /proc");
        // The shell starts a child that ends, and becomes a program that never collects it.
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sh -c 'echo $$' & exec sleep 60"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        try
        {
            var child = int.Parse((await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, System.Globalization.CultureInfo.InvariantCulture);
            await DataFolder.Until(() => File.ReadAllText($"/proc/{child}/stat").Contains(") Z ", StringComparison.Ordinal), "the child was a zombie");

            Assert.False(ProcessState.IsAlive(child));
        }
        finally
        {
            parent.Kill();
        }
    }
}
