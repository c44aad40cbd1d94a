using System.Globalization;

namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>The kernel's list of shared memory, in which every process of a server shows, also after its head was killed.</summary>
internal static class SharedMemory
{
    private const string List = "/proc/sysvipc/shm";

    /// <summary>Whether any process still uses this piece; false where there is no list to look it up in.</summary>
    /// <param name="id">The kernel's number of the piece, the second on line 7 of postmaster.pid.</param>
    public static bool IsUsed(int id)
    {
        const int Id = 1;
        const int Users = 6;
        return File.Exists(List) && File.ReadLines(List)
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(fields => int.Parse(fields[Id], CultureInfo.InvariantCulture) == id && fields[Users] != "0");
    }
}
