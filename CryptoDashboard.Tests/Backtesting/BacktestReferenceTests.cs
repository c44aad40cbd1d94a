using System.Diagnostics;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting;

/// <summary>The workload by which backtest engines are compared: trades and equity of an independent program in double precision.</summary>
public sealed class BacktestReferenceTests
{
    [Fact]
    public async Task Trades_and_final_equity_equal_those_of_an_independent_program()
    {
        var candles = await Reference();

        Assert.Equal((370, 432_279.048786m), Outcome(candles, 100_000));
        Assert.Equal((1_112, 86_535.193346m), Outcome(candles, 300_000));
    }

    private static (int Trades, decimal Equity) Outcome(CandleSeries candles, int rows)
    {
        var settings = new BacktestSettings
        {
            Bots =
            [
                new BacktestBot
                {
                    Market = candles.Market,
                    Timeframe = candles.Timeframe,
                    Strategy = "rsi-cross",
                    Capital = 1_000_000,
                    Risk = RiskProfile.Default with { TradeShare = 1 },
                    Rules = new TradingRules(0, 0.000000000001m, 0, 0, 0.001m, 0.001m),
                },
            ],
        };
        var result = Backtest.Run(settings, [candles with { Candles = candles.Candles[..rows] }], progress: null, TestContext.Current.CancellationToken);
        return (result.Whole.Trades.Count, decimal.Round(result.Whole.FinalEquity, 6));
    }

    private static async Task<CandleSeries> Reference()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("backtest-reference-").FullName, "candles.csv");
        var make = new ProcessStartInfo("python3") { ArgumentList = { Shared.File("bench/make-candles"), file } };
        try
        {
            using var making = Process.Start(make)!;
            await making.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3, which makes the reference candles, is not on this machine.");
        }
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(file, lines.Take(300_001), TestContext.Current.CancellationToken);
        var series = CandleFiles.Read([file], MarketId.Parse("file:BTC/USDT"), null, DateTimeOffset.MaxValue, TestContext.Current.CancellationToken);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return series;
    }
}
