using CryptoDashboard.Core.Storage.Embedded;

namespace CryptoDashboard.Tests.Storage.Embedded;

public sealed class FolderLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lock-").FullName;

    [Fact]
    public async Task The_second_one_waits_until_the_first_has_left()
    {
        var first = await FolderLock.Take(_folder, TestContext.Current.CancellationToken);
        var second = FolderLock.Take(_folder, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);

        await first.DisposeAsync();

        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task A_lock_that_cannot_be_made_is_said_at_once()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "gone"));
        Directory.Delete(Path.Combine(_folder, "gone"));

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => FolderLock.Take(Path.Combine(_folder, "gone"), TestContext.Current.CancellationToken));

        Assert.Contains("cannot be written", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
