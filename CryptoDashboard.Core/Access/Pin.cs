namespace CryptoDashboard.Core.Access;

/// <summary>What makes a PIN good enough: 6 to 12 digits that are none of those tried first.</summary>
public static class Pin
{
    public const int MinLength = 6;
    public const int MaxLength = 12;

    // Frequent choices that no rule below catches: keypad shapes and well-known numbers.
    private static readonly HashSet<string> Common =
    [
        "147258", "258369", "159753", "147852", "741852", "963852", "789456", "456789", "321654", "654123", "159357", "753951", "142536",
        "102030", "314159", "271828", "420420", "112358", "235711", "147369", "852456", "789123", "147258369", "159263",
        "246810", "123654", "123789", "456123", "789654", "321456", "147896", "520131", "5201314", "1314520", "7758521",
    ];

    /// <summary>Why this PIN is refused, or null when it is good enough.</summary>
    public static PinRefusal? Judge(string pin)
    {
        if (pin.Length is < MinLength or > MaxLength)
            return PinRefusal.Length;
        if (!pin.All(char.IsAsciiDigit))
            return PinRefusal.NotDigits;
        if (IsBlockRepeated(pin) || IsMirrored(pin) || IsDoubled(pin))
            return PinRefusal.Repeats;
        if (IsRun(pin))
            return PinRefusal.Run;
        if (pin.Distinct().Count() < 3)
            return PinRefusal.FewDigits;
        if (IsDate(pin))
            return PinRefusal.Date;
        return Common.Contains(pin) ? PinRefusal.Common : null;
    }

    private static bool IsBlockRepeated(string pin)
    {
        for (var block = 1; block <= pin.Length / 2; block++)
        {
            if (Enumerable.Range(0, pin.Length).All(i => pin[i] == pin[i % block]))
                return true;
        }
        return false;
    }

    private static bool IsMirrored(string pin) => Enumerable.Range(0, pin.Length / 2).All(i => pin[i] == pin[^(i + 1)]);

    // 223344: as easily remembered, and so as early tried, as 222222.
    private static bool IsDoubled(string pin) => pin.Length % 2 == 0 && Enumerable.Range(0, pin.Length / 2).All(i => pin[2 * i] == pin[(2 * i) + 1]);

    private static bool IsRun(string pin)
    {
        var step = (pin[1] - pin[0] + 10) % 10;
        return step is 1 or 2 or 8 or 9 && Enumerable.Range(1, pin.Length - 1).All(i => (pin[i] - pin[i - 1] + 10) % 10 == step);
    }

    private static bool IsDate(string pin) => pin.Length switch
    {
        6 => IsDay(pin[..2], pin[2..4]) || IsDay(pin[2..4], pin[..2]) || IsDay(pin[4..], pin[2..4])
            || (IsYear(pin[..4]) && IsMonth(pin[4..])) || (IsMonth(pin[..2]) && IsYear(pin[2..])),
        8 => (IsDay(pin[..2], pin[2..4]) || IsDay(pin[2..4], pin[..2])) && IsYear(pin[4..]) || (IsYear(pin[..4]) && IsDay(pin[6..], pin[4..6])),
        _ => false,
    };

    private static bool IsDay(string day, string month) => int.Parse(day) is >= 1 and <= 31 && IsMonth(month);

    private static bool IsMonth(string month) => int.Parse(month) is >= 1 and <= 12;

    private static bool IsYear(string year) => int.Parse(year) is >= 1900 and <= 2100;
}
