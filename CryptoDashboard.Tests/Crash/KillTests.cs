using System.Diagnostics;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Embedded;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CryptoDashboard.Tests.Crash;

/// <summary>The real program, killed without warning in the middle of a replay, again and again.</summary>
public sealed class KillTests
{
    private static readonly MarketId Source = MarketId.Parse("binance:BTC/USDT");

    [Fact]
    public Task Kills_in_the_middle_of_a_replay_lose_and_double_nothing() => Live(kills: 7, candles: 7_000);

    [Fact(Explicit = true)]
    public Task Twenty_kills_in_the_middle_of_a_long_replay_lose_and_double_nothing() => Live(kills: 20, candles: 20_000);

    private static async Task Live(int kills, int candles) => await Live(kills, Builders.Candles.Simulated(candles));

    private static async Task Live(int kills, List<Candle> candles)
    {
        await using var desk = await KilledDesk.Prepare(candles);
        var random = new Random(20_230_324);
        for (var kill = 0; kill < kills; kill++)
        {
            var program = await desk.Start();
            // A kill counts only in the middle of the work: after some more candles, and before the end.
            await desk.WaitForCandles((kill + 1) * (candles.Count / (kills + 3)) - random.Next(200), program);
            program.Kill();
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (kill % 3 == 2)
                await desk.KillDatabase();
        }
        await desk.WaitForEnd(await desk.Start());
        await desk.AssertOutcome(candles);
    }

    private sealed class KilledDesk : IAsyncDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("desk-crash-").FullName;
        private EmbeddedPostgres? _postgres;
        private ServiceProvider? _services;
        private readonly List<Process> _started = [];
        private int _bot;
        private int _run;

        public static async Task<KilledDesk> Prepare(List<Candle> candles)
        {
            var desk = new KilledDesk();
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(desk._folder, (UnixFileMode)0b111_101_101);
            await desk.Connect();
            await desk._services!.GetRequiredService<Migrator>().Up(CancellationToken.None);
            await using (var import = await desk._services!.GetRequiredService<ICandleStore>().BeginImport(Source, Timeframe.M1, CancellationToken.None))
            {
                await import.Write(candles.ToArray(), CancellationToken.None);
                await import.Commit(CancellationToken.None);
            }
            var run = await desk._services!.GetRequiredService<IReplayStore>().Create(
                new ReplayRun
                {
                    Source = Source,
                    Timeframe = Timeframe.M1,
                    From = candles[0].OpenTime,
                    To = candles[^1].OpenTime + Timeframe.M1.Duration,
                    Speed = 0,
                    Status = ReplayStatus.Running,
                    CreatedAt = Some.Noon,
                },
                r => Told(r.Market),
                CancellationToken.None);
            desk._run = run.Id;
            var bot = Some.Bot(market: run.Market) with { Status = BotStatus.Running };
            desk._bot = await desk._services!.GetRequiredService<IBotStore>().Create(
                bot, id => (Core.Positions.Ledger.OfCapital(id, new(bot.Capital, run.Market.Symbol.Quote), Some.Noon), Told(run.Market)), CancellationToken.None);
            return desk;
        }

        public async Task<Process> Start()
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            foreach (var word in (string[])[typeof(Program).Assembly.Location, "run", "--data", _folder, "--urls", "http://127.0.0.1:0", "--Simulation:Enabled", "false", "--Bridge:Enabled", "false", "--Listing:Enabled", "false", "--Context:Enabled", "false", "--DeadMan:Enabled", "false"])
                start.ArgumentList.Add(word);
            var process = Process.Start(start)!;
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            _started.Add(process);
            await Task.Yield();
            return process;
        }

        public async Task WaitForCandles(int count, Process program) => await Until(
            async () => (await _services!.GetRequiredService<SignalStore>().Counts(_bot, CancellationToken.None)).Handled >= count, program);

        public Task WaitForEnd(Process program) => Until(
            async () => (await _services!.GetRequiredService<IReplayStore>().Find(_run, CancellationToken.None))!.Status == ReplayStatus.Ended, program);

        /// <summary>Kills the database server too; the next start of the program, or this test's own watch, brings it back.</summary>
        public async Task KillDatabase()
        {
            var pid = Directory.EnumerateFiles(_folder, "postmaster.pid", SearchOption.AllDirectories).Single();
            using var server = Process.GetProcessById(int.Parse(File.ReadLines(pid).First()));
            server.Kill();
            NpgsqlConnection.ClearAllPools();
            await _postgres!.EnsureRunning(TestContext.Current.CancellationToken);
        }

        public async Task AssertOutcome(List<Candle> candles)
        {
            var rules = TradingRules.Observed([.. candles.Take(500)]);
            var expected = Definition.Of([.. candles.Select(c => new Definition.Row(c.OpenMs, c.Open, c.Close))], 10_000, rules.LotSize, rules.MinNotional);
            var (handled, late) = await _services!.GetRequiredService<SignalStore>().Counts(_bot, CancellationToken.None);
            Assert.Equal((candles.Count, 0), (handled, late));
            var trades = (await _services!.GetRequiredService<TradeStore>().List(new HistoryFilter(_bot, Open: false), 0, 10_000, CancellationToken.None)).Items;
            Assert.Equal(
                expected.Trades.Select(t => (t.OpenedMs, t.EntryPrice, t.ClosedMs, t.ExitPrice)),
                trades.Reverse().Select(t => (t.OpenedAt.ToUnixTimeMilliseconds(), t.EntryPrice!.Value, t.ClosedAt!.Value.ToUnixTimeMilliseconds(), t.ExitPrice!.Value)));
            var snapshot = await _services!.GetRequiredService<IBotStore>().Load(_bot, CancellationToken.None);
            Assert.Equal((expected.Cash, expected.Held, expected.Equity), (snapshot!.Progress.Cash, snapshot.Position.Quantity.Value, snapshot.Progress.Equity));
            Assert.All(await _services!.GetRequiredService<TradeStore>().LedgerSums(CancellationToken.None), sum => Assert.Equal(0m, sum.Value));
            var orders = await _services!.GetRequiredService<OrderStore>().List(new HistoryFilter(_bot), 0, 10_000, CancellationToken.None);
            var fills = await _services!.GetRequiredService<OrderStore>().Fills(_bot, DateTimeOffset.UnixEpoch, 10_000, CancellationToken.None);
            Assert.Equal(orders.Items.Count(o => !o.Filled.IsZero), fills.Count);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var process in _started)
                KillIfAlive(process);
            NpgsqlConnection.ClearAllPools();
            if (_services is not null)
                await _services.DisposeAsync();
            if (_postgres is not null)
                await _postgres.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }

        private static void KillIfAlive(Process process)
        {
            try
            {
                process.Kill();
            }
            catch (InvalidOperationException)
            {
                // It has ended, or was disposed of by the test after its end.
                return;
            }
        }

        private static Core.Events.DomainEvent Told(MarketId market) =>
            new() { At = Some.Noon, Topic = Core.Events.EventTopic.System, Kind = "made-by-test", Market = market.ToString(), Text = "Made by a test." };

        private static async Task Until(Func<Task<bool>> holds, Process program)
        {
            var patience = Stopwatch.StartNew();
            while (true)
            {
                try
                {
                    if (await holds())
                        return;
                }
                catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
                {
                    // The database is coming back.
                    Assert.True(patience.Elapsed < Eventually.LongPatience, $"The database did not come back: {exception.Message}");
                }
                Assert.False(program.HasExited, "The program ended by itself.");
                Assert.True(patience.Elapsed < Eventually.LongPatience, "The replay did not get on.");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }

        private async Task Connect()
        {
            _postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(_folder), NullLogger.Instance, CancellationToken.None);
            _services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, _postgres.ConnectionString).BuildServiceProvider();
        }
    }
}
