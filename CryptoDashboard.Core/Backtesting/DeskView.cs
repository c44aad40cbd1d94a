using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What all bots of a backtest hold and have ordered together, seen from one of them. Correlations are not looked up: everything counts as moving together, the cautious way.</summary>
internal static class DeskView
{
    public static DeskExposure From(BacktestLane asking, IReadOnlyList<BacktestLane> lanes, DeskLimits limits)
    {
        var (equity, inMarket, inSymbol, correlated) = (0m, 0m, 0m, 0m);
        foreach (var lane in lanes)
        {
            var value = lane.Holding.Position.Quantity.Value * (decimal)lane.LastClose;
            equity += lane.Holding.Cash + value;
            value += lane.Buying;
            inMarket += value;
            if (lane.Bot.Market.Symbol.Base == asking.Bot.Market.Symbol.Base)
                inSymbol += value;
            if (lane != asking)
                correlated += value;
        }
        return new DeskExposure(equity, inMarket, inSymbol, correlated, limits);
    }
}
