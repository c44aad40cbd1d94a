namespace CryptoDashboard.CommandLine;

/// <summary>Settings of a verb that starts no server: appsettings.json, environment, command line, the last one wins.</summary>
internal static class Settings
{
    public static IConfiguration Read(string[] commandLine) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine(commandLine)
        .Build();
}
