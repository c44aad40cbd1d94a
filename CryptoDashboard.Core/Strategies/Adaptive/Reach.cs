using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Strategies.Adaptive;

/// <summary>How far a learnt threshold may go from the one that is set.</summary>
public sealed record Reach
{
    private readonly decimal _furthest;
    private readonly bool _isFactor;

    private Reach(string parameter, decimal furthest, bool isFactor) => (Parameter, _furthest, _isFactor) = (parameter, furthest, isFactor);

    /// <summary>Name of the parameter that is the threshold.</summary>
    public string Parameter { get; }

    /// <summary>So many units down and up.</summary>
    public static Reach By(string parameter, decimal units) => new(parameter, units, isFactor: false);

    /// <summary>This share of the value down and up; above 0, below 1.</summary>
    public static Reach Share(string parameter, decimal share) => new(parameter, share, isFactor: true);

    /// <summary>The values that are tried: the set one first, then half and all of the way to both sides, within what the parameter allows.</summary>
    internal IReadOnlyList<decimal> Values(Parameter parameter, decimal set)
    {
        var far = _isFactor ? Math.Abs(set) * _furthest : _furthest;
        return [.. ((decimal[])[0, -far, -far / 2, far / 2, far]).Select(off => OnStep(parameter, set, off)).Distinct()];
    }

    internal string Words => _isFactor ? $"{_furthest:0 %}" : $"{_furthest:0.##}";

    private static decimal OnStep(Parameter parameter, decimal set, decimal off)
    {
        var steps = decimal.Round(off / parameter.Step);
        return Math.Clamp(set + (steps * parameter.Step), parameter.Min, parameter.Max);
    }
}
