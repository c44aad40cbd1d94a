using System.Text;
using CryptoDashboard.Core.Access;

namespace CryptoDashboard.Tests.Access;

public sealed class PepperTests : IDisposable
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("desk-pepper-");

    private string KeyFile => Path.Combine(_data.FullName, "keys", "pepper");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public void It_is_made_once_and_stays_the_same()
    {
        var first = Mixed(Pepper.In(_data.FullName));
        var bytes = File.ReadAllBytes(KeyFile);

        Assert.Equal(32, bytes.Length);
        Assert.Equal(first, Mixed(Pepper.In(_data.FullName)));
        Assert.Equal(bytes, File.ReadAllBytes(KeyFile));
    }

    [Fact]
    public async Task Many_starts_at_once_agree_on_one_and_leave_no_scrap()
    {
        using var gate = new Barrier(8);

        var mixed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                gate.SignalAndWait();
                return Mixed(Pepper.In(_data.FullName));
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Single(mixed.Distinct(StringComparer.Ordinal));
        Assert.Equal(["pepper"], Directory.EnumerateFileSystemEntries(Path.Combine(_data.FullName, "keys")).Select(Path.GetFileName));
    }

    [Fact]
    public void Only_its_owner_can_read_it_and_a_permission_too_open_is_repaired()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        _ = Pepper.In(_data.FullName);
        Assert.Equal(OwnFile, File.GetUnixFileMode(KeyFile));
        Assert.Equal(OwnFile | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(KeyFile)!));
        File.SetUnixFileMode(KeyFile, OwnFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        _ = Pepper.In(_data.FullName);

        Assert.Equal(OwnFile, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public void A_damaged_one_is_refused_with_what_to_do()
    {
        _ = Pepper.In(_data.FullName);
        File.WriteAllBytes(KeyFile, new byte[7]);

        var refusal = Assert.Throws<InvalidOperationException>(() => Pepper.In(_data.FullName));

        Assert.Contains(KeyFile, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Put the original back", refusal.Message, StringComparison.Ordinal);
    }

    private static string Mixed(Pepper pepper) => Convert.ToHexString(pepper.Mix(Encoding.UTF8.GetBytes("846205")));
}
