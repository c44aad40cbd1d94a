using System.Text;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Drills;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Trading;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CryptoDashboard.CommandLine;

/// <summary><c>drill-desk</c>: the process that a drill kills. Told by lines what to work on and what to do; ends with its input.</summary>
internal static class DrillDeskVerb
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        using var from = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        await using var to = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        if (await from.ReadLineAsync(cancel) is not { } line || DrillJson.Read(line).Plan is not { } plan)
            throw new UsageException("This verb is started by a drill and speaks with it alone. Use drill --bot ID.");
        var time = new DrillTime(plan.Now, plan.Speed);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Bridge:Enabled", "false")]).Build();
        var services = new ServiceCollection()
            .AddSingleton(Monitoring.Logging.ForVerbs())
            .AddLogging()
            .AddStorage(Enum.Parse<DatabaseProvider>(plan.Provider), plan.Connection)
            .AddTrading(settings, AppContext.BaseDirectory)
            .AddSingleton(time)
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(time))
            .AddSingleton<BotStore>()
            .AddSingleton(provided => new FullDisk(provided.GetRequiredService<BotStore>(), time))
            .Replace(ServiceDescriptor.Singleton<IBotStore>(provided => provided.GetRequiredService<FullDisk>()))
            .AddSingleton<WireExchange>()
            .Replace(ServiceDescriptor.Singleton(provided => new Venues(provided.GetRequiredService<PaperExchange>(), provided.GetRequiredService<WireExchange>())))
            .AddSingleton<DrilledDesk>();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<DrilledDesk>().Serve(from, to);
        return 0;
    }
}
