using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Components.Pages.Optimisations;

/// <summary>What the form holds of one parameter: a value, or a range around it.</summary>
internal sealed class RangeChoice
{
    public RangeChoice(Parameter parameter)
    {
        Parameter = parameter;
        Value = Plain(parameter.Default);
        if (parameter.Search is { } known)
        {
            (From, To, Step) = (Plain(known.From), Plain(known.To), Plain(known.Step));
            return;
        }
        // A range to begin with: from half of the default to twice of it, in about ten steps.
        var (low, high) = (parameter.Default > 0 ? parameter.Default / 2 : parameter.Min, parameter.Default > 0 ? parameter.Default * 2 : parameter.Max);
        From = Plain(OnStep(Math.Clamp(low, parameter.Min, parameter.Max)));
        To = Plain(OnStep(Math.Clamp(high, parameter.Min, parameter.Max)));
        Step = Plain(Math.Max(parameter.Step, OnSteps((To - From) / 10)));
    }

    public Parameter Parameter { get; }

    /// <summary>Whether it is a guard of a position, whose fixed value stands among the guards of the form.</summary>
    public bool IsGuard { get; init; }

    public bool Varies { get; set; }

    public decimal Value { get; set; }

    public decimal From { get; set; }

    public decimal To { get; set; }

    public decimal Step { get; set; }

    public ParameterRange Range => Varies ? new(From, To, Step) : ParameterRange.Fixed(Value);

    public void Take(ParameterRange range)
    {
        Varies = !range.IsFixed;
        if (Varies)
            (From, To, Step) = (range.From, range.To, range.Step);
        else
            Value = range.From;
    }

    /// <summary>Without the zeros that arithmetic leaves behind.</summary>
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private decimal OnStep(decimal value) => Parameter.Min + OnSteps(value - Parameter.Min);

    private decimal OnSteps(decimal distance) => Parameter.Step > 0 ? decimal.Floor(distance / Parameter.Step) * Parameter.Step : distance;
}
