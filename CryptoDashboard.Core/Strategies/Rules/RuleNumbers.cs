using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>
/// The numbers of a rule document as parameters with the document's own values as defaults, so that forms, bots and the optimiser can try
/// others: lengths of indicators, thresholds, factors, counts of candles. An indicator that stands in several places has its parameters once.
/// What decides the shape of a rule is no number to be tuned: choices of an indicator, and a zero held against a figure without bounds.
/// </summary>
/// <remarks>Guards and size are not among them: they are proposals, and belong to the risk of a bot or a run.</remarks>
internal sealed class RuleNumbers
{
    /// <summary>Numbers that are offered; those behind them stay as the document has them. Values are kept in a column of 4,000 characters.</summary>
    public const int Most = 60;

    private const int LongestName = 36;
    private const decimal MostBars = 10_000;

    private readonly RuleDocument _document;
    private readonly List<Parameter> _schema = [];
    private readonly Dictionary<object, Parameter> _places = [];
    private readonly Dictionary<string, int> _alike = new(StringComparer.Ordinal);

    public RuleNumbers(RuleDocument document)
    {
        _document = document;
        Rewrite(Offer);
    }

    private delegate double Take(object place, double value, Func<Parameter?> describe);

    public IReadOnlyList<Parameter> Schema => _schema;

    /// <summary>The document with these numbers in place of its own; a number that is as it was stays to the last bit.</summary>
    /// <param name="parameters">Complete for the schema.</param>
    public RuleDocument With(ParameterSet parameters) =>
        Rewrite((place, value, _) => _places.TryGetValue(place, out var parameter) && parameters[parameter.Name] is var other && other != parameter.Default ? (double)other : value);

    /// <summary>What does not fit together, as a sentence, or null.</summary>
    public string? Relation(ParameterSet parameters)
    {
        var document = With(parameters);
        var operands = document.Conditions().SelectMany(c => c.Operands);
        return operands.OfType<RuleOperand.Indicator>().SelectMany(i => i.Kind.Faults(i.Parameters)).Select(f => f.Fault).FirstOrDefault()
            ?? document.Conditions().OfType<RuleCondition.Between>().Where(b => b.Low is RuleOperand.Number low && b.High is RuleOperand.Number high && low.Value > high.Value)
                .Select(b => $"{RuleSentence.Of(b)}: the first of the two must not be above the second.").FirstOrDefault();
    }

    private double Offer(object place, double value, Func<Parameter?> describe)
    {
        if (!_places.ContainsKey(place) && _schema.Count < Most && describe() is { } parameter)
        {
            _schema.Add(parameter);
            _places[place] = parameter;
        }
        return value;
    }

    private RuleDocument Rewrite(Take take) => _document with
    {
        Entries = Of(_document.Entries, "entry", "entries", take),
        Exits = _document.Exits is { } exits ? Of(exits, "exit", "exits", take) : null,
        Stops = _document.Stops.When is { } when ? _document.Stops with { When = Of(when, "stop", "stops.when", take) } : _document.Stops,
    };

    private RuleCondition Of(RuleCondition condition, string side, string path, Take take) => condition switch
    {
        RuleCondition.All all => new RuleCondition.All([.. all.Of.Select((part, i) => Of(part, side, $"{path}.{i}", take))]),
        RuleCondition.Any any => new RuleCondition.Any([.. any.Of.Select((part, i) => Of(part, side, $"{path}.{i}", take))]),
        RuleCondition.Not not => new RuleCondition.Not(Of(not.Of, side, path + ".not", take)),
        RuleCondition.Comparison held => held with
        {
            Left = Of(held.Left, held.Right, Turned(held.Is), side, path + ".left", take),
            Right = Of(held.Right, held.Left, held.Is, side, path + ".right", take),
        },
        RuleCondition.Between between => between with
        {
            Left = Of(between.Left, side, path + ".left", take),
            Low = Of(between.Low, between.Left, "from", "is at least", side, path + ".low", take),
            High = Of(between.High, between.Left, "to", "is at most", side, path + ".high", take),
        },
        RuleCondition.Slope slope => slope with
        {
            Left = Of(slope.Left, side, path + ".left", take),
            Candles = (int)take(path + ".candles", slope.Candles, () => Whole(
                $"{side}-{Short(slope.Left)}-{(slope.Rising ? "rising" : "falling")}", $"{Begin(side)}: candles for which {RuleSentence.Of(slope.Left)} {(slope.Rising ? "rose" : "fell")}", slope.Candles, 1, RuleLimits.Steps)),
        },
        _ => condition,
    };

    private RuleOperand Of(RuleOperand operand, RuleOperand beside, Comparator comparator, string side, string path, Take take) =>
        Of(operand, beside, Word(comparator), RuleSentence.Says(comparator), side, path, take);

    private RuleOperand Of(RuleOperand operand, RuleOperand beside, string word, string says, string side, string path, Take take) => operand is RuleOperand.Number number
        ? new RuleOperand.Number(take(path, number.Value, () => Threshold($"{side}-{Short(beside)}-{word}", $"{Begin(side)}: {RuleSentence.Of(beside)} {says}", number.Value, beside)))
        : Of(operand, side, path, take);

    private RuleOperand Of(RuleOperand operand, string side, string path, Take take)
    {
        var named = $"{side}-{Short(operand)}";
        var bare = operand.Bare;
        return Bare(bare, take) with
        {
            Offset = operand.Offset == 0 ? 0 : (int)take(path + ".offset", operand.Offset, () => Whole(named + "-ago", $"{Begin(side)}: candles back for {RuleSentence.Of(bare)}", operand.Offset, 1, RuleLimits.Offset)),
            Times = operand.Times == 1 ? 1 : take(path + ".times", operand.Times, () => Factor(named + "-times", $"{Begin(side)}: times {RuleSentence.Of(bare)}", operand.Times)),
            Plus = operand.Plus == 0 ? 0 : take(path + ".plus", operand.Plus, () => Threshold(named + "-plus", $"{Begin(side)}: added to {RuleSentence.Of(bare)}", operand.Plus, null)),
        };
    }

    private RuleOperand Bare(RuleOperand bare, Take take)
    {
        if (bare is not RuleOperand.Indicator indicator)
            return bare;
        var same = indicator with { Output = 0 };
        var values = new SortedDictionary<string, decimal>(indicator.Parameters.Values.ToDictionary(), StringComparer.Ordinal);
        foreach (var parameter in indicator.Kind.Schema.Where(p => p.Choices.Count == 0))
        {
            var value = indicator.Parameters[parameter.Name];
            values[parameter.Name] = (decimal)take((same, parameter.Name), (double)value, () => parameter with
            {
                Name = Own($"{NumberOf(same)}-{parameter.Name}"),
                Label = $"{RuleSentence.Titled(same)}: {parameter.Label.ToLowerInvariant()}",
                Default = value,
            });
        }
        return indicator with { Parameters = new ParameterSet(values) };
    }

    // EMA 50 and EMA 200 are ema and ema-2: their parameters are told apart however they are set.
    private string NumberOf(RuleOperand.Indicator indicator)
    {
        var alike = _places.Keys.OfType<(RuleOperand.Indicator Indicator, string)>().Select(p => p.Indicator).Append(indicator).Distinct().Where(i => i.Name == indicator.Name).ToList();
        var at = alike.IndexOf(indicator);
        return at == 0 ? indicator.Name : $"{indicator.Name}-{at + 1}";
    }

    private static string Short(RuleOperand operand) => operand switch
    {
        RuleOperand.OfCandle candle => RuleWords.Of(candle.Source),
        RuleOperand.OfPosition position => RuleWords.Positions.First(p => p.Figure == position.Figure).Word,
        RuleOperand.OfTime time => RuleWords.Times.First(t => t.Figure == time.Figure).Word,
        RuleOperand.Indicator { Output: 0 } indicator => indicator.Name,
        RuleOperand.Indicator indicator => $"{indicator.Name}-{indicator.Kind.Outputs[indicator.Output].Name}",
        _ => "number",
    };

    private static string Word(Comparator comparator) => comparator switch
    {
        Comparator.Below or Comparator.AtMost => "below",
        Comparator.Above or Comparator.AtLeast => "above",
        Comparator.CrossesAbove => "crosses-above",
        _ => "crosses-below",
    };

    // 30 < RSI says of the RSI that it is above 30.
    private static Comparator Turned(Comparator comparator) => comparator switch
    {
        Comparator.Below => Comparator.Above,
        Comparator.AtMost => Comparator.AtLeast,
        Comparator.Above => Comparator.Below,
        Comparator.AtLeast => Comparator.AtMost,
        Comparator.CrossesAbove => Comparator.CrossesBelow,
        _ => Comparator.CrossesAbove,
    };

    private Parameter Whole(string name, string label, double value, int least, int most) => new(Own(name), label, Says((decimal)value), (decimal)value, least, most, 1);

    private Parameter Factor(string name, string label, double value)
    {
        var (known, away) = ((decimal)value, Math.Abs((decimal)value - 1));
        var parameter = Free(name, label, known);
        // 0.98 × EMA is a distance of 2 % from it: half and twice of 0.98 would be another rule.
        return away is > 0 and < 0.2m ? parameter with { Search = (known - (2 * away), known + (2 * away), away / 4) } : parameter;
    }

    private Parameter? Threshold(string name, string label, double value, RuleOperand? beside)
    {
        var known = (decimal)value;
        switch (beside)
        {
            case RuleOperand.OfTime { Figure: TimeFigure.Hour }:
                return Within(name, label, known, 0, 23, 1);
            case RuleOperand.OfTime:
                return Within(name, label, known, 1, 7, 1);
            case RuleOperand.OfPosition { Figure: PositionFigure.Bars }:
                return Within(name, label, known, 1, Math.Max(MostBars, known), 1);
            case RuleOperand.OfPosition:
                return Within(name, label, known, -0.99m, 100, 0.001m);
            case RuleOperand.Indicator { Times: 1, Plus: 0 } indicator when indicator.Kind.Pane is { Min: { } min, Max: { } max }:
                return Within(name, label, known, (decimal)min, (decimal)max, 0.5m);
            default:
                return known == 0 ? null : Free(name, label, known);
        }
    }

    // What lies outside the bounds can never be met, or always is: it stays as it is.
    private Parameter? Within(string name, string label, decimal value, decimal least, decimal most, decimal step)
    {
        if (value < least || value > most)
            return null;
        var parameter = new Parameter(Own(name), label, Says(value), value, least, most, value % 1 == 0 || step < 1 ? step : 0.5m);
        return value < 0 ? parameter with { Search = (Math.Max(least, value * 2), value / 2, Math.Max(step, Math.Abs(value) / 8)) } : parameter;
    }

    private Parameter Free(string name, string label, decimal value)
    {
        var size = Math.Abs(value);
        var parameter = new Parameter(Own(name), label, Says(value), value, value - (100 * size), value + (100 * size), Step(size));
        return value < 0 ? parameter with { Search = (value * 2, value / 2, size / 8) } : parameter;
    }

    // Between a thousandth and a hundredth, as a round number; never a whole one, which would allow whole values only.
    private static decimal Step(decimal size)
    {
        var step = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)size)) - 2);
        return step >= 1 ? 0.5m : step;
    }

    private static string Says(decimal value) => $"The rules say {value:0.########}.";

    private static string Begin(string side) => $"{char.ToUpperInvariant(side[0])}{side[1..]}";

    private string Own(string name)
    {
        name = name.Length <= LongestName ? name : name[..LongestName].TrimEnd('-');
        var count = _alike[name] = _alike.GetValueOrDefault(name) + 1;
        return count == 1 ? name : Own($"{name}-{count}");
    }
}
