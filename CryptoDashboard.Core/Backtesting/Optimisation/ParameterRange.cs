using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>What one parameter may be during a search: the values from <paramref name="From"/> to <paramref name="To"/> at a distance of <paramref name="Step"/>, or one value.</summary>
/// <param name="To">Inclusive where the steps meet it.</param>
public sealed record ParameterRange(decimal From, decimal To, decimal Step)
{
    /// <summary>More values of one parameter say no more: neighbours among them cannot be told apart.</summary>
    public const int MostValues = 1_000;

    [JsonIgnore]
    public bool IsFixed => From == To;

    /// <summary>How many values it has, at least 1.</summary>
    [JsonIgnore]
    public int Count => IsFixed || Step <= 0 ? 1 : (int)Math.Min(int.MaxValue, decimal.Floor((To - From) / Step) + 1);

    public static ParameterRange Fixed(decimal value) => new(value, value, 1);

    public decimal ValueAt(int index) => Plain(From + (index * Step));

    /// <summary>Which of its values is the nearest to this one.</summary>
    public int IndexOf(decimal value) => IsFixed ? 0 : Math.Clamp((int)decimal.Round((value - From) / Step), 0, Count - 1);

    /// <summary>Reads <c>14</c>, <c>5..50</c> (by steps of 1) and <c>5..50/5</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ParameterRange? range)
    {
        range = null;
        var parts = (text ?? "").Split('/', 2);
        var ends = parts[0].Split("..", 2);
        if (!Number(ends[0], out var from))
            return false;
        var (to, step) = (from, 1m);
        if (ends.Length == 2 ? !Number(ends[1], out to) : parts.Length == 2)
            return false;
        if (parts.Length == 2 && !Number(parts[1], out step))
            return false;
        range = new(from, to, step);
        return true;
    }

    /// <summary>What is wrong with this range for a parameter, as a sentence, or null.</summary>
    public string? Fault(Parameter parameter)
    {
        if (To < From)
            return $"{parameter.Label} ends ({To:0.########}) before it begins ({From:0.########}).";
        if (!IsFixed && Step <= 0)
            return $"{parameter.Label} needs a step above 0.";
        if (Count > MostValues)
            return $"{parameter.Label} would have {Count:#,0} values; take a larger step, {MostValues:#,0} values are the most.";
        if (!IsFixed && parameter.IsInteger && (Step != decimal.Floor(Step) || From != decimal.Floor(From)))
            return $"{parameter.Label} is a whole number: begin with one and take whole steps.";
        return parameter.Fault(From) ?? parameter.Fault(IsFixed ? To : ValueAt(Count - 1));
    }

    public override string ToString() => IsFixed ? Text(From) : $"{Text(From)}..{Text(To)}/{Text(Step)}";

    /// <summary>Without the zeros that arithmetic leaves behind, so that equal values are written alike.</summary>
    internal static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private static string Text(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    private static bool Number(string text, out decimal value) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out value);
}
