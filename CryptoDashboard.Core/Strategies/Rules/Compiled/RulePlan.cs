using System.Numerics;
using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Strategies.Rules.Compiled;

/// <summary>
/// A rule document made ready once: its conditions as <see cref="Node"/>s over numbered rings, its indicators each once however often they are
/// named. Every strategy of the document shares it and adds only its own memory and indicators.
/// </summary>
internal sealed class RulePlan
{
    /// <summary>Figures shown beside a signal at most: they are kept with every candle.</summary>
    private const int ShownValues = 24;

    private readonly Dictionary<RuleOperand, int> _rings = [];
    private readonly Dictionary<RuleCondition, Node> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly RuleOperand _inPosition = new RuleOperand.OfPosition((PositionFigure)(-1));
    private readonly int _length;

    public RulePlan(RuleDocument document)
    {
        Document = document;
        _length = (int)BitOperations.RoundUpToPowerOf2((uint)document.Conditions().Select(Reach).Max() + 1);
        Entries = Build(document.Entries);
        Node[] sells = [.. new[] { document.Exits, document.Stops.When }.OfType<RuleCondition>().Select(Build)];
        Exits = sells.Length switch { 0 => new Node.Never(), 1 => sells[0], _ => new Node.Some(sells) };
        var asked = _rings.Keys.OfType<RuleOperand.Indicator>().ToList();
        Indicators = [.. asked.Select(i => i with { Output = 0 }).Distinct()];
        Lines = [.. asked.Select(line => new Line(Array.IndexOf(Indicators, line with { Output = 0 }), line.Output, First(line)))];
        Prices = [.. _rings.Keys.OfType<RuleOperand.OfCandle>().Select(price => (price.Source, First(price)))];
        Times = [.. _rings.Keys.OfType<RuleOperand.OfTime>().Select(time => (time.Figure, First(time)))];
        Shown = [.. asked.Take(ShownValues).Select(i => (RuleSentence.Of(i), First(i)))];
        WarmUp = document.Conditions().Select(WarmUpOf).Max();
        Sentence = RuleSentence.Of(document);
    }

    public RuleDocument Document { get; }

    public string Sentence { get; }

    public Node Entries { get; }

    public Node Exits { get; }

    /// <summary>Each distinct indicator, without its line.</summary>
    public RuleOperand.Indicator[] Indicators { get; }

    public Line[] Lines { get; }

    public (CandleSource Source, int First)[] Prices { get; }

    public (TimeFigure Figure, int First)[] Times { get; }

    /// <summary>Names of the figures behind a signal, with their rings.</summary>
    public (string Name, int First)[] Shown { get; }

    public int Mask => _length - 1;

    public int WarmUp { get; }

    /// <summary>The ring of a figure of the position, or −1 where no rule asks for it.</summary>
    public int RingOf(PositionFigure figure) => _rings.TryGetValue(new RuleOperand.OfPosition(figure), out var ring) ? ring * _length : -1;

    /// <summary>The ring that says 1 in position and 0 out of it, or −1 where no rule asks.</summary>
    public int RingOfState => _rings.TryGetValue(_inPosition, out var ring) ? ring * _length : -1;

    /// <summary>A condition of the document, the same object, as it is asked.</summary>
    public Node NodeOf(RuleCondition condition) => _nodes[condition];

    /// <summary>A fresh memory: everything undefined but the numbers that stay.</summary>
    public double[] Memory()
    {
        var memory = new double[_rings.Count * _length];
        Array.Fill(memory, double.NaN);
        foreach (var (operand, ring) in _rings)
        {
            if (operand is RuleOperand.Number number)
                Array.Fill(memory, number.Value, ring * _length, _length);
        }
        return memory;
    }

    public Term Term(RuleOperand operand)
    {
        var bare = operand.Bare;
        if (!_rings.TryGetValue(bare, out var ring))
            _rings[bare] = ring = _rings.Count;
        return new Term(ring * _length, Mask, operand.Offset, operand.Times, operand.Plus);
    }

    // How many candles before the last one it looks at.
    private static int Reach(RuleCondition condition) => Before(condition) + condition.Operands.Select(o => o.Offset).DefaultIfEmpty().Max();

    private static int Before(RuleCondition condition) => condition switch
    {
        RuleCondition.Comparison { Is: Comparator.CrossesAbove or Comparator.CrossesBelow } => 1,
        RuleCondition.Slope slope => slope.Candles,
        _ => 0,
    };

    private static int WarmUpOf(RuleCondition condition) => Before(condition) + condition.Operands
        .Select(o => o.Offset + (o is RuleOperand.Indicator indicator ? indicator.Make().WarmUpOf(indicator.Output) : 1)).DefaultIfEmpty(1).Max();

    private int First(RuleOperand operand) => _rings[operand] * _length;

    private Node Build(RuleCondition condition) => Build(condition, isTrue: true);

    private Node Build(RuleCondition condition, bool isTrue)
    {
        var node = Make(condition, isTrue);
        // Asked by Explain, which wants to know of each condition whether it is true.
        _nodes[condition] = isTrue ? node : Make(condition, isTrue: true);
        return node;
    }

    private Node Make(RuleCondition condition, bool isTrue) => condition switch
    {
        RuleCondition.All all => Group(all.Of, isTrue, every: isTrue),
        RuleCondition.Any any => Group(any.Of, isTrue, every: !isTrue),
        RuleCondition.Not not => Build(not.Of, !isTrue),
        RuleCondition.InPosition position => position.Yes == isTrue ? new Node.AtMost(Term(new RuleOperand.Number(1)), Term(_inPosition)) : new Node.Below(Term(_inPosition), Term(new RuleOperand.Number(1))),
        RuleCondition.Comparison comparison => Compare(Term(comparison.Left), comparison.Is, Term(comparison.Right), isTrue),
        RuleCondition.Between between => Within(Term(between.Left), Term(between.Low), Term(between.High), isTrue),
        RuleCondition.Slope slope => Slope(slope.Rising ? Term(slope.Left) : Term(slope.Left).Negative, slope.Candles, isTrue),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private Node Group(IReadOnlyList<RuleCondition> parts, bool isTrue, bool every)
    {
        Node[] nodes = [.. parts.Select(p => Build(p, isTrue))];
        return nodes.Length == 1 ? nodes[0] : every ? new Node.Every(nodes) : new Node.Some(nodes);
    }

    private static Node Compare(Term left, Comparator comparator, Term right, bool isTrue) => (comparator, isTrue) switch
    {
        (Comparator.Below, true) or (Comparator.AtLeast, false) => new Node.Below(left, right),
        (Comparator.Above, true) or (Comparator.AtMost, false) => new Node.Below(right, left),
        (Comparator.AtMost, true) or (Comparator.Above, false) => new Node.AtMost(left, right),
        (Comparator.AtLeast, true) or (Comparator.Below, false) => new Node.AtMost(right, left),
        (Comparator.CrossesAbove, true) => new Node.CrossesAbove(left, right),
        (Comparator.CrossesBelow, true) => new Node.CrossesAbove(right, left),
        (Comparator.CrossesAbove, false) => new Node.CrossesNotAbove(left, right),
        _ => new Node.CrossesNotAbove(right, left),
    };

    private static Node Within(Term value, Term low, Term high, bool isTrue) => isTrue
        ? new Node.Every([new Node.AtMost(low, value), new Node.AtMost(value, high)])
        : new Node.Some([new Node.Below(value, low), new Node.Below(high, value)]);

    private static Node Slope(Term term, int steps, bool isTrue) => isTrue ? new Node.Rises(term, steps) : new Node.RisesNot(term, steps);

    /// <summary>A line of an indicator that goes into a ring.</summary>
    /// <param name="Indicator">Index in <see cref="Indicators"/>.</param>
    internal readonly record struct Line(int Indicator, int Output, int First);
}
