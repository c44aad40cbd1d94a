namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// One parameter of an indicator or a strategy, as forms, the API and the optimiser read it.
/// </summary>
/// <param name="Name">Stable name, lower-case with dashes: <c>buy-below</c>.</param>
/// <param name="Label">What a form calls it.</param>
/// <param name="Help">One sentence: what it does and when to change it.</param>
/// <param name="Step">Distance of neighbouring values, counted from <paramref name="Min"/>; a step of 1 makes it a whole number.</param>
public sealed record Parameter(string Name, string Label, string Help, decimal Default, decimal Min, decimal Max, decimal Step)
{
    /// <summary>What each value from <see cref="Min"/> on means, where it is a choice and no quantity; else empty.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What a search may begin with, where half to twice the default makes no sense; else null.</summary>
    public (decimal From, decimal To, decimal Step)? Search { get; init; }

    /// <summary>The parameter that must not be 0 for this one to mean anything, or null where it always does.</summary>
    public string? OnlyWith { get; init; }

    public bool IsInteger => Step == decimal.Floor(Step) && Min == decimal.Floor(Min);

    /// <summary>Whether an extreme leaves the last candle out.</summary>
    internal static Parameter Skip { get; } = new("skip", "Left out", "Whether the last candle counts: a close can break out only of what it did not help to make.", 0, 0, 1, 1) { Choices = ["nothing", "the last candle"] };

    /// <summary>The length that most indicators have: how many candles they look at.</summary>
    public static Parameter Length(decimal @default, string help, decimal min = 1) => new("length", "Length", help, @default, min, 1_000, 1);

    /// <summary>Whether it means anything beside these values; a form asks for nothing else.</summary>
    public bool AppliesTo(IReadOnlyDictionary<string, decimal> values) => OnlyWith is null || values.GetValueOrDefault(OnlyWith) != 0;

    /// <summary>A value as a person reads it: the words of a choice, else the number.</summary>
    public string Words(decimal value) =>
        Choices.Count > 0 && Step > 0 && (value - Min) / Step is >= 0 and var place && place < Choices.Count && place == decimal.Floor(place) ? Choices[(int)place] : $"{value:0.########}";

    /// <summary>What is wrong with this value, as a sentence, or null.</summary>
    public string? Fault(decimal value)
    {
        if (value < Min || value > Max)
            return $"{Label} must be between {Min:0.########} and {Max:0.########}; it is {value:0.########}.";
        return IsInteger && value != decimal.Floor(value) ? $"{Label} must be a whole number; it is {value:0.########}." : null;
    }
}
