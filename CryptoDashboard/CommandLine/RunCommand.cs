using CryptoDashboard.Backtests;
using CryptoDashboard.Components;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.History;
using CryptoDashboard.Hooks;
using CryptoDashboard.Jobs;
using CryptoDashboard.Monitoring;
using CryptoDashboard.SignIn;
using CryptoDashboard.Trading;

namespace CryptoDashboard.CommandLine;

/// <summary><c>run</c>: the desk itself, until Ctrl-C.</summary>
internal static class RunCommand
{
    private const string DefaultUrl = "http://localhost:3000";

    public static readonly Usage Usage = new(
        "[run] --urls http://localhost:3000 --data DIR --Section:Key value …",
        new Option("urls", DefaultUrl, "where it listens"),
        new Option("data", "DIR", "folder of database, keys and logs; data beside the program unless said"));

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = new Words(args);
        if (words.Rest.Count > 0)
            throw new UsageException($"'{words.Rest[0]}' was not understood. Settings are given as --name value.");
        // The program's own folder, so that settings and pages are found wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = words.ForConfiguration, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        if (builder.Configuration["urls"] is null)
            builder.WebHost.UseUrls(DefaultUrl);
        using var early = Logging.ForVerbs();
        await using var workplace = await OpenWorkplace(builder.Configuration, early, cancel);
        builder.Logging.AddDashboardLogging(builder.Configuration, workplace.DataFolder);
        builder.Services.AddStorage(workplace.Provider, workplace.ConnectionString);
        builder.Services.AddTrading(builder.Configuration, workplace.DataFolder);
        builder.Services.AddSignIn(builder.Configuration, workplace.DataFolder);
        builder.Services.AddHostedService<BotHost>();
        builder.Services.AddJobs();
        builder.Services.AddHostedService<BotLeases>();
        builder.Services.AddHostedService<FeedHost>();
        builder.Services.AddHostedService<OptimiserHost>();
        builder.Services.AddBacktesting().AddHostedService<BacktestHost>();
        // Last, so that it ends first: it takes back what it asked of the exchanges while the bridge still runs.
        builder.Services.AddHostedService(provided => provided.GetRequiredService<DeadMan.HeartHost>());
        builder.Services.AddDashboardHealth();
        builder.Services.AddPages();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Migrator>().Up(cancel);
        if (await SignInSetup.PepperFault(app.Services, workplace.DataFolder, cancel) is { } fault)
            throw new UsageException(fault);
        app.UseDesk();
        await Serve(app, cancel);
        return 0;
    }

    /// <summary>What a request goes through, in order, and what may answer it.</summary>
    internal static void UseDesk(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseMiddleware<SetUpGate>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapDashboardHealth();
        app.MapSignIn();
        app.MapHistory();
        app.MapHooks();
        app.MapGet(Urls.RulesSchema, () => Results.Text(Core.Strategies.Rules.RuleSchema.ToJson(), "application/schema+json"));
        app.MapBacktestFiles();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(
            // Ours says more (SignIn/SecurityHeaders), and of two policies browsers apply both.
            options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static async Task<Workplace> OpenWorkplace(IConfiguration configuration, ILoggerFactory logging, CancellationToken cancel)
    {
        var faults = SignInOptions.Faults(configuration.GetSection("Access")).ToList();
        if (faults.Count > 0)
            throw new UsageException(string.Join(Environment.NewLine, faults));
        return await Workplace.Open(configuration, logging.CreateLogger("start"), cancel);
    }

    private static async Task Serve(WebApplication app, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new UsageException("The address is in use: another program, or another desk, listens there. Choose another with --urls http://localhost:3001");
        }
        var address = app.Urls.FirstOrDefault() ?? DefaultUrl;
        if (!await app.Services.GetRequiredService<SetUpState>().IsDone(cancel))
        {
            Console.WriteLine();
            Console.WriteLine("  Open this link to set up the desk (good for one hour, once):");
            Console.WriteLine($"  {app.Services.GetRequiredService<FirstRunToken>().Link(address)}");
            Console.WriteLine();
        }
        Console.WriteLine($"Listening on {address} — Ctrl-C ends.");
        using var ending = cancel.Register(app.Lifetime.StopApplication);
        await app.WaitForShutdownAsync(CancellationToken.None);
    }
}
