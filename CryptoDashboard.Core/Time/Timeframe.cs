using System.Diagnostics.CodeAnalysis;

namespace CryptoDashboard.Core.Time;

/// <summary>
/// The length of a candle: 1m, 5m, 15m, 1h, 4h or 1d. Candles start at whole multiples of it counted from the Unix epoch (UTC),
/// so a day starts at 00:00 UTC and a 4h candle at 00:00, 04:00, …
/// </summary>
public readonly record struct Timeframe : IComparable<Timeframe>
{
    public static readonly Timeframe M1 = new(1);
    public static readonly Timeframe M5 = new(5);
    public static readonly Timeframe M15 = new(15);
    public static readonly Timeframe H1 = new(60);
    public static readonly Timeframe H4 = new(240);
    public static readonly Timeframe D1 = new(1440);

    private Timeframe(short minutes) => Minutes = minutes;

    /// <summary>Every timeframe there is, shortest first.</summary>
    public static IReadOnlyList<Timeframe> All { get; } = [M1, M5, M15, H1, H4, D1];

    /// <summary>Length in minutes; also the value kept in the database.</summary>
    public short Minutes { get; }

    /// <summary>Length in milliseconds.</summary>
    public long Milliseconds => Minutes * 60_000L;

    public TimeSpan Duration => TimeSpan.FromMinutes(Minutes);

    /// <summary>The timeframe of that many minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No timeframe has that length.</exception>
    public static Timeframe FromMinutes(int minutes)
    {
        foreach (var timeframe in All)
        {
            if (timeframe.Minutes == minutes)
                return timeframe;
        }
        throw new ArgumentOutOfRangeException(nameof(minutes), minutes, "There is no timeframe of this many minutes.");
    }

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Timeframe timeframe)
    {
        foreach (var known in All)
        {
            if (string.Equals(known.ToString(), text, StringComparison.Ordinal))
            {
                timeframe = known;
                return true;
            }
        }
        timeframe = default;
        return false;
    }

    /// <exception cref="FormatException">The text is none of the known timeframes.</exception>
    public static Timeframe Parse(string text) => TryParse(text, out var timeframe)
        ? timeframe
        : throw new FormatException($"'{text}' is not a timeframe: use one of {string.Join(", ", All)}.");

    /// <summary>Open time of the candle that holds this instant; Unix milliseconds.</summary>
    public long OpenOf(long unixMs) => unixMs - (((unixMs % Milliseconds) + Milliseconds) % Milliseconds);

    /// <summary>Open time of the candle that holds this instant.</summary>
    public DateTimeOffset OpenOf(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(OpenOf(instant.ToUnixTimeMilliseconds()));

    public static bool operator <(Timeframe left, Timeframe right) => left.Minutes < right.Minutes;

    public static bool operator >(Timeframe left, Timeframe right) => left.Minutes > right.Minutes;

    public static bool operator <=(Timeframe left, Timeframe right) => left.Minutes <= right.Minutes;

    public static bool operator >=(Timeframe left, Timeframe right) => left.Minutes >= right.Minutes;

    public int CompareTo(Timeframe other) => Minutes.CompareTo(other.Minutes);

    // Named so often, in every order id and every event, that the names are not made anew.
    public override string ToString() => Minutes switch
    {
        1 => "1m",
        5 => "5m",
        15 => "15m",
        60 => "1h",
        240 => "4h",
        1440 => "1d",
        < 60 => $"{Minutes}m",
        < 1440 => $"{Minutes / 60}h",
        _ => $"{Minutes / 1440}d",
    };
}
