using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>A number at a candle: <c>its value · Times + Plus</c>.</summary>
public abstract record RuleOperand
{
    /// <summary>Which candle: 0 is the one that just closed, 1 the one before it, up to <see cref="RuleLimits.Offset"/>.</summary>
    public int Offset { get; init; }

    public double Times { get; init; } = 1;

    public double Plus { get; init; }

    /// <summary>The same without offset and arithmetic: equal ones are calculated once.</summary>
    internal RuleOperand Bare => this with { Offset = 0, Times = 1, Plus = 0 };

    /// <summary>A number that stays.</summary>
    public sealed record Number(double Value) : RuleOperand;

    /// <summary>A number of the candle itself.</summary>
    public sealed record OfCandle(CandleSource Source) : RuleOperand;

    /// <summary>A line of an indicator.</summary>
    /// <param name="Name">In the <see cref="IndicatorCatalogue"/>.</param>
    /// <param name="Parameters">Complete for its schema.</param>
    /// <param name="Source">What it looks at; its default where it takes none.</param>
    /// <param name="Output">Index in its outputs.</param>
    public sealed record Indicator(string Name, ParameterSet Parameters, CandleSource Source, int Output) : RuleOperand
    {
        public IndicatorKind Kind => IndicatorCatalogue.Get(Name);

        internal IIndicator Make() => Kind.Create(Parameters, Kind.TakesSource ? Source : null);
    }

    /// <summary>A number of the position that the rules asked for; undefined while there is none.</summary>
    public sealed record OfPosition(PositionFigure Figure) : RuleOperand;

    /// <summary>A number of the candle's opening time, UTC.</summary>
    public sealed record OfTime(TimeFigure Figure) : RuleOperand;
}

/// <summary>What can be asked of a position that the rules asked for. It begins at the close of the candle whose BUY opened it.</summary>
public enum PositionFigure
{
    /// <summary>Candles since the one with the BUY; 1 at the next one.</summary>
    Bars,

    /// <summary>This close against the close of the candle with the BUY, as a ratio: 0.02 = 2 % up. Fees and fills are not in it.</summary>
    Profit,
}

/// <summary>What can be asked of the time at which a candle opens, UTC.</summary>
public enum TimeFigure
{
    /// <summary>0 to 23.</summary>
    Hour,

    /// <summary>1 (Monday) to 7 (Sunday).</summary>
    Weekday,
}
