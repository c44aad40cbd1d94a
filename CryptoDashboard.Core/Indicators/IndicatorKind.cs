using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>An indicator one can choose: its name, what it tells, its parameters, its lines, and how to make one.</summary>
/// <param name="Name">Stable name, lower-case with dashes: <c>rsi</c>.</param>
/// <param name="Help">One sentence: what it tells.</param>
/// <param name="Outputs">In the order of <see cref="IIndicator.this"/>.</param>
/// <param name="Make">From completed parameters; the source matters only where <see cref="TakesSource"/>.</param>
public sealed record IndicatorKind(
    string Name,
    string Title,
    string Help,
    IReadOnlyList<Parameter> Schema,
    IReadOnlyList<IndicatorOutput> Outputs,
    IndicatorPane Pane,
    Func<ParameterSet, CandleSource, IIndicator> Make)
{
    /// <summary>The outputs of an indicator of one line.</summary>
    public static IReadOnlyList<IndicatorOutput> OneLine(string title) => [new("value", title)];

    /// <summary>Whether one may choose which number of the candle it looks at.</summary>
    public bool TakesSource { get; init; }

    /// <summary>What it looks at unless told otherwise.</summary>
    public CandleSource DefaultSource { get; init; } = CandleSource.Close;

    /// <summary>Checks parameters against each other; returns a sentence, or null when they fit.</summary>
    public Func<ParameterSet, string?> Relation { get; init; } = static _ => null;

    public ParameterSet Defaults => Schema.Complete(ParameterSet.Empty);

    /// <summary>Everything wrong with these values, by parameter name ("" for a relation between several). Empty when they are fine.</summary>
    public IReadOnlyList<(string Parameter, string Fault)> Faults(ParameterSet given) => Schema.Faults(given, Title, Relation);

    /// <param name="source">What it looks at; null for its default.</param>
    /// <exception cref="ArgumentException">The values have faults, or it takes no source.</exception>
    public IIndicator Create(ParameterSet given, CandleSource? source = null)
    {
        var faults = Faults(given);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults.Select(f => f.Fault)), nameof(given));
        if (source is not null && !TakesSource)
            throw new ArgumentException($"{Title} is made of the whole candle; it takes no source.", nameof(source));
        return Make(Schema.Complete(given), source ?? DefaultSource);
    }

    /// <summary>Its lines over a series: an indicator made for it takes one candle after the other, there is no second way to calculate.</summary>
    /// <returns>One array per output, each as long as the series.</returns>
    public double[][] Over(IReadOnlyList<Candle> candles, ParameterSet given, CandleSource? source = null)
    {
        var indicator = Create(given, source);
        var lines = Outputs.Select(_ => new double[candles.Count]).ToArray();
        for (var i = 0; i < candles.Count; i++)
        {
            indicator.Update(candles[i]);
            for (var output = 0; output < lines.Length; output++)
                lines[output][i] = indicator[output];
        }
        return lines;
    }
}
