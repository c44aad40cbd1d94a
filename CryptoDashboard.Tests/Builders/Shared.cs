namespace CryptoDashboard.Tests.Builders;

/// <summary>Reference data that lies beside the repository on some machines; tests that need it are skipped elsewhere.</summary>
internal static class Shared
{
    /// <summary>The full path of a file there; skips the test when it is absent.</summary>
    public static string File(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "..", "shared", path);
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "CryptoDashboard.sln")))
            {
                if (System.IO.File.Exists(candidate))
                    return Path.GetFullPath(candidate);
                break;
            }
        }
        Assert.Skip($"The reference data ../shared/{path} is not on this machine.");
        return "";
    }
}
