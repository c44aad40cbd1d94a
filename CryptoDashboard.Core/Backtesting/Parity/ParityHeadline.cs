namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>What lists and trends need of a report. Money in quote units.</summary>
/// <param name="Gap">What life made more than the backtest.</param>
/// <param name="Traded">Value of all fills in life.</param>
/// <param name="Trades">Round trips that the gap rests on, those that life missed among them.</param>
public sealed record ParityHeadline(int BotId, DateOnly Day, int Differences, int Unexplained, decimal Gap, decimal Traded, int Trades)
{
    public static ParityHeadline Of(ParityReport report) => new(report.BotId, report.Day, report.Differences.Count, report.Unexplained, report.Gap, report.Traded, report.Trades.Count);
}
