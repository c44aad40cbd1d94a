namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>One process at a time in a data folder's start and stop; released by the system when its holder dies.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="EmbeddedPostgresException">Another process holds it for minutes, or the folder cannot be written.</exception>
    public static async Task<FileStream> Take(string folder, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "postgres.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                if (!patience.IsCancellationRequested)
                {
                    await Task.Delay(50, cancel);
                    continue;
                }
                throw new EmbeddedPostgresException($"Another process has been starting or stopping the database in {folder} for minutes. End it, then try again.");
            }
            catch (IOException exception)
            {
                throw new EmbeddedPostgresException($"The data folder {folder} cannot be written: {exception.Message} Make room or choose another with --data DIR.", exception);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new EmbeddedPostgresException($"The data folder {folder} cannot be written: it belongs to another user. Choose another with --data DIR, or start as that user.", exception);
            }
        }
    }

    // A full disk is an IOException too, and no reason to wait for anyone. The code is errno's EWOULDBLOCK, or Windows' sharing violation.
    private static bool IsHeld(IOException exception) =>
        exception.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11);
}
