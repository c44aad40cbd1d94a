using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// From signal to decision, without clock and I/O, so that live, paper and backtest decide alike. A bot is long or flat: BUY opens when
/// flat, SELL closes when long, everything else has nothing to do; a BUY that says so adds to what is held, and either may be for a part.
/// </summary>
public static class DecisionMaker
{
    public static Decision Decide(MarketId market, RiskProfile profile, Signal signal, Price close, bool late, Exposure exposure, TradingRules rules, Consensus? others = null, bool byQuantity = false)
    {
        if (signal.Action == SignalAction.Hold)
            return new Decision(SignalFate.None, null, null, null);
        if (Idle(signal, exposure.Quantity, exposure.OpenOrderValue, rules) is { } note)
            return new Decision(SignalFate.NothingToDo, null, null, note);
        var request = signal.Action == SignalAction.Buy
            ? new TradeRequest(market, Side.Buy, TradePurpose.Entry, close, late, others) { ByQuantity = byQuantity, Share = (decimal)signal.Size }
            : new TradeRequest(market, Side.Sell, TradePurpose.Exit, close, late, others) { Share = (decimal)signal.Size };
        var verdict = RiskGate.Check(request, exposure, profile, rules);
        return verdict.Approved is { } trade
            ? new Decision(SignalFate.Ordered, trade, null, null)
            : new Decision(SignalFate.Refused, null, verdict.Refused, null);
    }

    /// <summary>Why a signal leads to nothing whatever is at stake, as a sentence; null where the gate has to be asked.</summary>
    /// <param name="held">Base units.</param>
    /// <param name="openOrderValue">As in <see cref="Exposure.OpenOrderValue"/>.</param>
    public static string? Idle(Signal signal, Quantity held, decimal openOrderValue, TradingRules rules) => signal.Action switch
    {
        SignalAction.Buy when !signal.Adds && rules.HasLot(held) => "The bot is in position already.",
        SignalAction.Sell when openOrderValue == 0 && !rules.HasLot(held) => "The bot holds nothing to sell.",
        _ => null,
    };
}
