using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Components.Shared;

/// <summary>What a form holds of a risk profile while it is filled in; shares in percent. The same for bots, backtests and searches.</summary>
public sealed class RiskForm
{
    /// <summary>What the form does not show stays as it is here.</summary>
    private RiskProfile _basis = RiskProfile.Default;

    public decimal Share { get; set; } = 25;

    public decimal Exposure { get; set; } = 100;

    public SizingKind Sizing { get; set; }

    public decimal? FixedSpend { get; set; }

    public decimal? RiskPerTrade { get; set; } = 1;

    public decimal? SizingRanges { get; set; } = 2;

    public decimal? KellyCap { get; set; } = 25;

    public bool LessWhenCorrelated { get; set; }

    public decimal? StopLoss { get; set; }

    public decimal? AtrStop { get; set; }

    public decimal? Trailing { get; set; }

    public decimal? TakeProfit { get; set; }

    public decimal? BreakEven { get; set; }

    public decimal? MaxHours { get; set; }

    public decimal? MaxValue { get; set; }

    public decimal? DayLoss { get; set; }

    public decimal? Drawdown { get; set; }

    public decimal? PerHour { get; set; }

    public decimal? CoolDown { get; set; }

    public decimal? StopGuard { get; set; }

    /// <summary>Fills the form from a profile.</summary>
    public void Take(RiskProfile risk)
    {
        _basis = risk;
        (Share, Exposure) = (Percent(risk.TradeShare), Percent(risk.MaxExposure));
        (Sizing, LessWhenCorrelated, FixedSpend) = (risk.Sizing, risk.LessWhenCorrelated, risk.FixedSpend > 0 ? risk.FixedSpend : null);
        (RiskPerTrade, SizingRanges, KellyCap) = (risk.RiskPerTrade * 100, (decimal)risk.SizingRanges, risk.KellyCap * 100);
        Take(risk.Stops);
        (MaxValue, DayLoss, Drawdown, PerHour) = (risk.MaxTradeValue, risk.MaxDailyLoss * 100, risk.MaxDrawdown * 100, risk.MaxTradesPerHour);
        (CoolDown, StopGuard) = (risk.CoolDownMinutes > 0 ? risk.CoolDownMinutes : null, risk.StopGuardLosses);
    }

    /// <summary>Puts what rules propose into the form, where it is seen and can be changed before it counts; null leaves the form as it is.</summary>
    public void Take(RuleDocument? document)
    {
        if (document is null)
            return;
        Take(StopPlan.Of(document.Stops));
        Share = document.Share is { } share ? Percent(share) : Share;
    }

    public RiskProfile Profile() => _basis with
    {
        TradeShare = Share / 100,
        MaxExposure = Exposure / 100,
        Sizing = Sizing,
        LessWhenCorrelated = LessWhenCorrelated,
        FixedSpend = FixedSpend ?? 0,
        RiskPerTrade = (RiskPerTrade ?? 1) / 100,
        SizingRanges = (double)(SizingRanges ?? 2),
        KellyCap = (KellyCap ?? 25) / 100,
        MaxTradeValue = MaxValue,
        MaxDailyLoss = DayLoss / 100,
        MaxDrawdown = Drawdown / 100,
        MaxTradesPerHour = (int?)PerHour,
        CoolDownMinutes = (int)(CoolDown ?? 0),
        StopGuardLosses = (int?)StopGuard,
        Stops = new StopPlan
        {
            StopLoss = StopLoss / 100,
            AtrStop = (double?)AtrStop,
            Trailing = Trailing / 100,
            TakeProfit = TakeProfit / 100,
            BreakEven = BreakEven / 100,
            MaxHours = (double?)MaxHours,
        },
    };

    // Without the zeros that arithmetic leaves behind.
    private static decimal Percent(decimal share) => share * 100 / 1.0000000000000000000000000000m;

    private void Take(StopPlan stops)
    {
        (StopLoss, AtrStop, Trailing, TakeProfit) = (stops.StopLoss * 100, (decimal?)stops.AtrStop, stops.Trailing * 100, stops.TakeProfit * 100);
        (BreakEven, MaxHours) = (stops.BreakEven * 100, (decimal?)stops.MaxHours);
    }
}
