using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk.Limits;
using CryptoDashboard.Core.Risk.Protections;
using CryptoDashboard.Core.Risk.Sizing;

namespace CryptoDashboard.Core.Risk;

/// <summary>The one door between a wish and an order: sizes the request, asks every limit in turn, and the first refusal is the answer.</summary>
public static class RiskGate
{
    private static readonly IRiskLimit[] Limits =
    [
        new NotBlocked(), new NoLateEntry(), new PriceIsFresh(), new AgreesWithTheOthers(), new PriceIsSane(),
        new CoolDown(), new StopLossGuard(), new LowProfitLock(), new DailyLossLimit(), new DrawdownLimit(), new TradesPerHour(),
        new OneOrderAtATime(), new EnoughCash(), new EnoughToSell(), new ExposureLimit(), new TradeValueLimit(), new ArmedLimit(), new DeskWideLimits(),
        new ExchangeMinimum(), new ExchangeMaximum(), new PriceWithinBand(), new OpenOrderLimit(), new StaysExitable(),
    ];

    public static RiskVerdict Check(TradeRequest request, Exposure exposure, RiskProfile profile, TradingRules rules)
    {
        var trade = Sizer.Propose(request, exposure, profile, rules);
        foreach (var limit in Limits)
        {
            if (limit.Check(trade) is { } refusal)
                return new RiskVerdict(null, refusal);
        }
        return new RiskVerdict(new ApprovedTrade(trade), null);
    }
}
