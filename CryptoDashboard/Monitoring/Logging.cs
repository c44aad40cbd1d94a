using Serilog;
using Serilog.Events;

namespace CryptoDashboard.Monitoring;

/// <summary>
/// What is written where: a readable console, a JSON file a day in the data folder, and errors once more in a file of their own.
/// </summary>
internal static class Logging
{
    private const string ConsoleLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const long FileLimit = 50L * 1024 * 1024;

    public static void AddDashboardLogging(this ILoggingBuilder logging, IConfiguration configuration, string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "logs");
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            // A failed command is an exception as well, and whoever catches that says more; keys are guarded by the folder they lie in.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
            .ReadFrom.Configuration(configuration)
            .Enrich.FromLogContext()
            .WriteTo.Console(outputTemplate: ConsoleLine)
            .WriteTo.File(
                new Serilog.Formatting.Json.JsonFormatter(renderMessage: true), Path.Combine(folder, "dashboard-.json"),
                rollingInterval: RollingInterval.Day, fileSizeLimitBytes: FileLimit, rollOnFileSizeLimit: true, retainedFileCountLimit: 14)
            .WriteTo.File(
                new Serilog.Formatting.Json.JsonFormatter(renderMessage: true), Path.Combine(folder, "errors-.json"), LogEventLevel.Error,
                rollingInterval: RollingInterval.Day, fileSizeLimitBytes: FileLimit, rollOnFileSizeLimit: true, retainedFileCountLimit: 30)
            .CreateLogger();
        logging.ClearProviders();
        logging.AddSerilog(logger, dispose: true);
    }

    /// <summary>For verbs that end: warnings and errors on the error stream, so that output can be piped.</summary>
    public static ILoggerFactory ForVerbs() => LoggerFactory.Create(logging => logging.AddSerilog(
        new LoggerConfiguration()
            .MinimumLevel.Warning()
            .WriteTo.Console(outputTemplate: ConsoleLine, standardErrorFromLevel: LogEventLevel.Verbose)
            .CreateLogger(),
        dispose: true));
}
