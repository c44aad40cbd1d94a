using System.Diagnostics;
using System.Text.Json;
using CryptoDashboard.Tests.Architecture;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Binance;

namespace CryptoDashboard.Tests.Bridge;

/// <summary>The bridge's process by itself, in front of a reader that reads nothing.</summary>
public sealed class BackPressureTests
{
    private const int Flood = 34_000;

    [Fact]
    public async Task A_reader_that_has_stopped_blocks_no_answer_to_the_exchange_and_is_told_how_much_it_missed()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(RoomOrderTests.Root(), "node_modules", "ccxt")), "ccxt is not installed: run npm ci --ignore-scripts.");
        await using var binance = new BinanceStandIn();
        await binance.Start(TestContext.Current.CancellationToken);
        using var bridge = Process.Start(new ProcessStartInfo("node", "bridge.mjs")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.Combine(RoomOrderTests.Root(), "exchange-bridge"),
        })!;
        bridge.BeginErrorReadLine();
        try
        {
            bridge.StandardInput.WriteLine(JsonSerializer.Serialize(new { id = 1, configure = new { exchange = "binance", urls = binance.Settings.Urls, rateLimit = false } }));
            bridge.StandardInput.WriteLine("""{"id":2,"exchange":"binance","subscribe":"trades","args":{"symbol":"BTC/USDT"}}""");
            await bridge.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            await Eventually.Be(() => Has(binance, "btcusdt@trade"), "the first subscription");

            // Nobody reads its output, which by now is a pipe of 64 KB: far more waits than it holds, and far more than is kept.
            for (var i = 1; i <= Flood; i++)
                binance.Broadcast("btcusdt@trade", () => Trade(i));
            bridge.StandardInput.WriteLine("""{"id":3,"exchange":"binance","subscribe":"ticker","args":{"symbol":"ETH/USDT"}}""");
            await bridge.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            await Eventually.Be(() => Has(binance, "ethusdt@ticker"), "a message to the exchange while the pipe is full");

            binance.Broadcast("btcusdt@trade", () => Trade(Flood + 1));
            var (last, rows, missed) = (0L, 0L, 0L);
            while (rows + missed < Flood + 1)
            {
                using var frame = JsonDocument.Parse((await bridge.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
                if (!frame.RootElement.TryGetProperty("stream", out var stream) || stream.GetInt64() != 2)
                    continue;
                if (frame.RootElement.TryGetProperty("gap", out var gap))
                    missed += gap.GetInt64();
                if (!frame.RootElement.TryGetProperty("data", out var data))
                    continue;
                foreach (var row in data.EnumerateArray())
                {
                    var id = long.Parse(row[0].GetString()![..8], System.Globalization.CultureInfo.InvariantCulture);
                    Assert.True(id > last, "the trades came out of order");
                    (last, rows) = (id, rows + 1);
                }
            }
            Assert.Equal(Flood + 1, rows + missed);
            Assert.True(missed > 0, "the flood was no flood");
        }
        finally
        {
            bridge.Kill();
        }
    }

    private static bool Has(BinanceStandIn binance, string topic) => binance.AllSockets.Any(s => s.Wants(topic));

    /// <summary>Its name is long, so that few of them are many bytes.</summary>
    private static Message Trade(int number) => new()
    {
        ["e"] = "trade",
        ["E"] = 1L,
        ["s"] = "BTCUSDT",
        ["t"] = $"{number:D8}{new string('0', 400)}",
        ["p"] = "60000",
        ["q"] = "1",
        ["T"] = 1_700_000_000_000L + number,
        ["m"] = false,
        ["M"] = true,
    };
}
