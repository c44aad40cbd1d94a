using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies.Rules.Compiled;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>Why rules said what they said at a candle: what was true, or what is still missing, each with its figures.</summary>
internal sealed class RuleReasons(RulePlan plan, double[] memory, int at)
{
    // Kept with every signal, in a column of 1,000.
    private const int Longest = 900;

    public string Of(SignalAction action, int seen, bool inPosition)
    {
        if (seen < plan.WarmUp)
            return $"The rules are still warming up: {seen} of {plan.WarmUp} candles.";
        var document = plan.Document;
        var reason = action switch
        {
            SignalAction.Buy => $"Entry: {Met(document.Entries)}.",
            SignalAction.Sell when document.Exits is { } exits && IsTrue(exits) => $"Exit: {Met(exits)}.",
            SignalAction.Sell => $"Stop: {Met(document.Stops.When!)}.",
            _ when inPosition => Kept(document.Exits ?? document.Stops.When),
            _ => $"It waits until {Missing(document.Entries)}.",
        };
        return reason.Length <= Longest ? reason : reason[..Longest] + " ….";
    }

    private bool IsTrue(RuleCondition condition) => plan.NodeOf(condition).Test(memory, at);

    private string Kept(RuleCondition? exit) => exit is null ? "A position was asked for; no rule sells it." : $"A position was asked for; it is kept until {Missing(exit)}.";

    // Of a choice only what came true is a reason.
    private string Met(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => string.Join(" and ", all.Of.Select(Met)),
        RuleCondition.Any any => string.Join(" and ", any.Of.Where(IsTrue).Select(Met)),
        _ => Leaf(condition),
    };

    // Of what must all be true only the rest is waited for.
    private string Missing(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => string.Join(" and ", all.Of.Where(part => !IsTrue(part)).Select(Missing)),
        RuleCondition.Any any => string.Join(" or ", any.Of.Select(Missing)),
        _ => Leaf(condition),
    };

    private string Leaf(RuleCondition condition)
    {
        var moves = condition is RuleCondition.Slope or RuleCondition.Comparison { Is: Comparator.CrossesAbove or Comparator.CrossesBelow };
        return RuleSentence.Of(condition, operand => Named(operand, moves));
    }

    private string Named(RuleOperand operand, bool moves)
    {
        if (operand is RuleOperand.Number)
            return RuleSentence.Of(operand);
        var term = plan.Term(operand);
        var now = Figure(operand, term.Now(memory, at));
        return $"{RuleSentence.Of(operand)} ({(moves ? $"{Figure(operand, term.Ago(memory, at, 1))} → " : "")}{now})";
    }

    private static string Figure(RuleOperand operand, double value) => value switch
    {
        double.NaN => "undefined",
        _ when operand is RuleOperand.OfPosition { Figure: PositionFigure.Profit } => value.ToString("0.00%"),
        _ => value.ToString(Math.Abs(value) switch { >= 1_000 or 0 => "0.##", >= 1 => "0.####", _ => "0.########" }),
    };
}
