using System.Diagnostics;
using System.Text.Json;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.StandIns.Bybit;
using CryptoDashboard.Tests.StandIns.Coinbase;
using CryptoDashboard.Tests.StandIns.Coins;
using CryptoDashboard.Tests.StandIns.Kraken;
using CryptoDashboard.Tests.StandIns.News;
using CryptoDashboard.Tests.StandIns.Okx;

namespace CryptoDashboard.Tests.StandIns.Running;

/// <summary><c>./run --stand-ins</c>: the desk against five exchanges, two lists of coins and a newspaper on this machine, to click through everything offline.</summary>
internal static class StandInsCommand
{
    public static async Task<int> Run(string[] settings)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The desk gets the same key and ends in order; the stand-ins end after it.
            pressed.Cancel = true;
        };
        StandIn[] exchanges = [new BinanceStandIn(Markets()), new KrakenStandIn(Markets()) { HasStreams = true }, new CoinbaseStandIn(Markets()), new OkxStandIn(Markets()) { HasStreams = true }, new BybitStandIn(Markets())];
        var coins = new CoinListStandIn();
        var news = new NewsStandIn();
        StandIn[] all = [.. exchanges, coins, news];
        foreach (var standIn in all)
            await standIn.Start(stop.Token);
        var walking = new PriceWalk(exchanges).Run(stop.Token);
        Console.WriteLine($"Stand-ins: {string.Join(", ", all.Select(s => $"{s.Exchange} {s.Host}"))}");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        start.ArgumentList.Add(typeof(CryptoDashboard.Urls).Assembly.Location);
        start.ArgumentList.Add("run");
        foreach (var setting in settings.Concat(exchanges.SelectMany(SettingsOf)).Concat(SettingsOf(coins, news)))
            start.ArgumentList.Add(setting);
        using var desk = Process.Start(start)!;
        // A terminal sends its key to both, whoever ends this process sends his word to this one alone: it is passed on.
        using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            if (!OperatingSystem.IsWindows())
                Process.Start("kill", ["-TERM", desk.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).Dispose();
        });
        await desk.WaitForExitAsync(CancellationToken.None);
        await stop.CancelAsync();
        await walking;
        foreach (var standIn in all)
            await standIn.DisposeAsync();
        return desk.ExitCode;
    }

    private static IEnumerable<StandInMarket> Markets() =>
    [
        new("BTC", "USDT", 60_000m, 0.01m, 0.00001m), new("ETH", "USDT", 3_000m, 0.01m, 0.0001m), new("SOL", "USDT", 150m, 0.01m, 0.001m),
        new("XRP", "USDT", 0.52m, 0.0001m, 0.1m), new("BNB", "USDT", 420m, 0.01m, 0.001m), new("DOGE", "USDT", 0.12m, 0.00001m, 1m),
        new("ADA", "USDT", 0.45m, 0.0001m, 0.1m), new("LTC", "USDT", 72m, 0.01m, 0.001m), new("LINK", "USDT", 14m, 0.001m, 0.01m),
    ];

    /// <summary>The command-line settings that make the desk speak to an exchange of ours.</summary>
    public static IEnumerable<string> SettingsOf(StandIn exchange)
    {
        var settings = exchange.Settings;
        foreach (var (key, value) in Flat($"Bridge:Exchanges:{exchange.Exchange}:Urls", settings.Urls!.Value))
            yield return $"--{key}={value}";
        yield return $"--Bridge:Exchanges:{exchange.Exchange}:RateLimit=false";
        yield return $"--Bridge:Exchanges:{exchange.Exchange}:PollMs=500";
        if (settings.Poll == true)
            yield return $"--Bridge:Exchanges:{exchange.Exchange}:Poll=true";
    }

    public static IEnumerable<string> SettingsOf(CoinListStandIn coins, NewsStandIn news) =>
    [
        $"--Listing:CoinGecko={coins.GeckoAddress}", $"--Listing:CoinMarketCap={coins.MarketCapAddress}", $"--Listing:CoinMarketCapKey={CoinListStandIn.CoinMarketCapKey}",
        $"--Context:FearGreed={coins.FearGreedAddress}", "--Context:News:0:Name=Stand-in", $"--Context:News:0:Address={news.Rss}",
    ];

    private static IEnumerable<(string Key, string Value)> Flat(string path, JsonElement node) => node.ValueKind == JsonValueKind.Object
        ? node.EnumerateObject().SelectMany(child => Flat($"{path}:{child.Name}", child.Value))
        : [(path, node.ToString())];
}
