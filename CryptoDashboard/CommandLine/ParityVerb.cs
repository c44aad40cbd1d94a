using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CryptoDashboard.Core.Backtesting.Parity;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Strategies.Rules;
using CryptoDashboard.Monitoring;

namespace CryptoDashboard.CommandLine;

/// <summary><c>parity --bot ID --day 2026-01-02 [--json]</c>: what differs between a bot's day and a backtest of it, and why.</summary>
internal static class ParityVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    public static readonly Usage Usage = new(
        "parity --bot 3 --day 2026-01-02", new Option("bot", "3", "the number in the address of the bot's page"), new Option("day", "2026-01-02", "a day of UTC"), Usage.Json);

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = Usage.ReadOptions(args);
        var bot = int.TryParse(words.Need("bot", "3"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
            : throw new UsageException($"--bot is '{words.Find("bot")}'; it is the number in the address of the bot's page.");
        var day = DateOnly.TryParseExact(words.Need("day", "2026-01-02"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given) ? given
            : throw new UsageException($"--day is '{words.Find("day")}'; write a day of UTC such as 2026-01-02.");
        using var logging = Logging.ForVerbs();
        await using var workplace = await Workplace.Open(Settings.Read(words.ForConfiguration), logging.CreateLogger("parity"), cancel);
        await using var services = new ServiceCollection().AddSingleton(logging).AddLogging().AddSingleton(TimeProvider.System).AddStorage(workplace.Provider, workplace.ConnectionString)
            .AddSingleton<MarketHub>().AddSingleton<EventFeed>().AddSingleton<RuleDesk>().AddSingleton<DayRules>().AddSingleton<ParityDesk>().BuildServiceProvider();
        await services.GetRequiredService<Migrator>().Up(cancel);
        await services.GetRequiredService<RuleDesk>().Fill(cancel);
        try
        {
            var report = await services.GetRequiredService<ParityDesk>().Compare(bot, day, cancel);
            var quote = (await services.GetRequiredService<IBotStore>().Load(bot, cancel))!.Bot.Market.Symbol.Quote.Code;
            if (words.Has("json"))
                Console.WriteLine(JsonSerializer.Serialize(report, Json));
            else
                Print(report, quote);
            return report.Unexplained == 0 ? 0 : 1;
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static void Print(ParityReport report, string quote)
    {
        Console.WriteLine(report.Sentence(quote));
        foreach (var note in report.Notes)
            Console.WriteLine($"note: {note}");
        foreach (var difference in report.Differences)
            Console.WriteLine($"{difference.At:yyyy-MM-dd HH:mm:ss}  {difference.Kind,-6} {difference.Cause,-15} {difference.Gap,12:+#,0.00;-#,0.00;0.00}  {difference.Sentence}");
        if (report.Trades.Count == 0)
            return;
        Console.WriteLine($"gap {report.Gap:+#,0.00;-#,0.00;0.00} {quote} on {report.Traded:#,0.00} traded: signal {report.Trades.Sum(t => t.Signal):0.00}, timing {report.Trades.Sum(t => t.Timing):0.00}, spread and slippage {report.Trades.Sum(t => t.Slippage):0.00}, fee {report.Trades.Sum(t => t.Fee):0.00}, not filled {report.Trades.Sum(t => t.Missed):0.00}, rest {report.Rest:0.00}");
    }
}
