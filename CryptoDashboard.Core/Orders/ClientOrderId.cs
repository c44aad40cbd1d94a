using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Orders;

/// <summary>
/// Our own name of an order, made from what led to it and therefore the same after a crash. It is durable before anything is sent, and the
/// exchange knows the order by it. Letters and digits only, as OKX wants it, and at most 18 of them, as Kraken does; what each letter is for
/// is the same everywhere: <c>cd</c>, the bot, then a timeframe with the candle's minute and leg, or <c>n</c> with a count, or <c>p</c> with
/// plan, part and count. Numbers are written with <see cref="Digits"/>, letters between them are none of these.
/// </summary>
public static class ClientOrderId
{
    /// <summary>The longest name that every exchange takes.</summary>
    public const int MostCharacters = 18;

    private const string Ours = "cd";

    /// <summary>How names began and were divided before every exchange was thought of; such orders may still be open.</summary>
    private const string OldOurs = "cd-";

    private const char Counted = 'n';
    private const char OfPlan = 'p';

    /// <summary>Twenty, without the letters that stand for something.</summary>
    private const string Digits = "0123456789abcdfghijk";

    /// <summary>A letter for each of <see cref="Timeframe.All"/>.</summary>
    private const string Timeframes = "lmoqru";

    /// <summary>An order that a closed candle led to.</summary>
    /// <param name="leg">Which order of this decision: 0 for the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The name would be longer than exchanges take.</exception>
    public static string Of(int botId, Timeframe timeframe, DateTimeOffset candleOpen, int leg)
    {
        Span<char> name = stackalloc char[40];
        var at = Begin(name, botId);
        name[at++] = LetterOf(timeframe);
        // A leg is the last digit nearly always; more of them follow their own letter.
        at = Write(name, at, candleOpen.ToUnixTimeSeconds() / 60);
        name[at++] = Counted;
        return Whole(name[..Write(name, at, leg)]);
    }

    /// <summary>An order that something else led to: a fill that wants a stop, a person, the kill switch.</summary>
    /// <param name="number">The bot's own count of such orders, which is kept with it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The name would be longer than exchanges take.</exception>
    public static string Of(int botId, int number)
    {
        Span<char> name = stackalloc char[40];
        var at = Begin(name, botId);
        name[at++] = Counted;
        return Whole(name[..Write(name, at, number)]);
    }

    /// <summary>An order that a plan led to.</summary>
    /// <param name="plan">Number of the plan among its bot's.</param>
    /// <param name="leg">Letter of the part it carries out; none of <see cref="Digits"/>.</param>
    /// <param name="number">The plan's own count of its orders, which is kept with it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The name would be longer than exchanges take.</exception>
    public static string Of(int botId, int plan, char leg, int number)
    {
        Span<char> name = stackalloc char[40];
        var at = Begin(name, botId);
        name[at++] = OfPlan;
        at = Write(name, at, plan);
        name[at++] = leg;
        return Whole(name[..Write(name, at, number)]);
    }

    /// <summary>Whether neither a candle nor a plan led to an order: a guard, a person, a message from outside.</summary>
    public static bool IsCounted(string id) => Read(id) is { Kind: Counted };

    /// <summary>The number of the plan that led to an order, or null where none did.</summary>
    public static int? PlanOf(string id) => Read(id) is { Kind: OfPlan } parts ? parts.Number : null;

    /// <summary>The letter of the part of a plan that an order carries out, or null where no plan led to it.</summary>
    public static char? LegOf(string id) => Read(id) is { Kind: OfPlan } parts ? parts.Leg : null;

    /// <summary>The bot whose order an exchange tells of, or null where the name is not one of ours.</summary>
    public static int? BotOf(string? id) => id is not null && Read(id) is { } parts ? parts.Bot : null;

    private static int Begin(Span<char> name, int botId)
    {
        Ours.CopyTo(name);
        return Write(name, Ours.Length, botId);
    }

    private static char LetterOf(Timeframe timeframe)
    {
        for (var i = 0; i < Timeframe.All.Count; i++)
        {
            if (Timeframe.All[i] == timeframe)
                return Timeframes[i];
        }
        throw new ArgumentOutOfRangeException(nameof(timeframe), timeframe, "An order's name has a letter for each timeframe, and none for this one.");
    }

    private static int Write(Span<char> name, int at, long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var length = 1;
        for (var rest = number / Digits.Length; rest > 0; rest /= Digits.Length)
            length++;
        for (var i = at + length - 1; i >= at; i--, number /= Digits.Length)
            name[i] = Digits[(int)(number % Digits.Length)];
        return at + length;
    }

    private static string Whole(ReadOnlySpan<char> name) => name.Length <= MostCharacters
        ? name.ToString()
        : throw new ArgumentOutOfRangeException(nameof(name), name.ToString(), $"An order's name has at most {MostCharacters} characters, as many as every exchange takes; this one would have {name.Length}.");

    private static Parts? Read(string id)
    {
        if (id.StartsWith(OldOurs, StringComparison.Ordinal))
            return ReadOld(id);
        if (!id.StartsWith(Ours, StringComparison.Ordinal))
            return null;
        var at = Ours.Length;
        if (Number(id, ref at) is not { } bot || at == id.Length)
            return null;
        var kind = id[at++];
        if (kind != Counted && kind != OfPlan && !Timeframes.Contains(kind, StringComparison.Ordinal))
            return null;
        if (Number(id, ref at) is not { } number)
            return null;
        if (kind == Counted)
            return at == id.Length ? new Parts((int)bot, kind, (int)number, default) : null;
        if (at == id.Length)
            return null;
        var leg = id[at++];
        return Number(id, ref at) is not null && at == id.Length ? new Parts((int)bot, kind, (int)number, leg) : null;
    }

    private static Parts? ReadOld(string id)
    {
        var end = id.IndexOf('-', OldOurs.Length);
        if (end <= 0 || !Hex(id.AsSpan(OldOurs.Length, end - OldOurs.Length), out var bot))
            return null;
        var rest = id.AsSpan(end + 1);
        var dash = rest.IndexOf('-');
        return dash > 1 && dash + 1 < rest.Length && rest[0] == OfPlan && Hex(rest[1..dash], out var plan)
            ? new Parts(bot, OfPlan, plan, rest[dash + 1])
            : new Parts(bot, rest.StartsWith("n-", StringComparison.Ordinal) ? Counted : Timeframes[0], 0, default);
    }

    private static bool Hex(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out number);

    /// <summary>The number that stands at a place, up to what an order can have; null where there is none.</summary>
    private static long? Number(string id, ref int at)
    {
        var (from, number) = (at, 0L);
        for (; at < id.Length && Digits.IndexOf(id[at], StringComparison.Ordinal) is >= 0 and var digit; at++)
        {
            number = (number * Digits.Length) + digit;
            if (number > int.MaxValue)
                return null;
        }
        return at > from ? number : null;
    }

    private readonly record struct Parts(int Bot, char Kind, int Number, char Leg);
}
