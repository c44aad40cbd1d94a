using System.Globalization;

namespace CryptoDashboard.CommandLine;

/// <summary>Splits a verb's words into options (<c>--name value</c>, <c>--name=value</c>, <c>--flag</c>) and the rest.</summary>
internal sealed class Words
{
    private readonly Dictionary<string, string> _options = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _rest = [];

    /// <param name="flags">Options that take no value.</param>
    /// <exception cref="UsageException">An option lacks its value.</exception>
    public Words(string[] args, params ReadOnlySpan<string> flags)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                _rest.Add(args[i]);
                continue;
            }
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left[2..], right) : (args[i][2..], null);
            if (value is null && IsFlag(name, flags))
                value = "true";
            // What follows is the next option where the value was forgotten: --bot --json.
            if (value is null && i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                value = args[++i];
            _options[name] = value ?? throw new UsageException($"--{name} needs a value.");
        }
    }

    public IReadOnlyList<string> Rest => _rest;

    /// <summary>All options as <c>--name=value</c>, the form the configuration reads.</summary>
    public string[] ForConfiguration => [.. _options.Select(o => $"--{o.Key}={o.Value}")];

    /// <summary>Names of the options that were given, without their dashes.</summary>
    public IEnumerable<string> Names => _options.Keys;

    public bool Has(string flag) => _options.ContainsKey(flag);

    public string? Find(string name) => _options.GetValueOrDefault(name);

    /// <summary>A day or a time (UTC), or null where the option is not there.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public DateTimeOffset? Day(string name) => Find(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) ? day
        : throw new UsageException($"--{name} is '{text}'; write a day such as 2024-01-31, or a time such as 2024-01-31T12:00Z.");

    /// <summary>Text in the form that a value has.</summary>
    /// <exception cref="UsageException">It has another; what the value says of it.</exception>
    public static T Parse<T>(string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>The known word that a mistyped one is most like, or null where none is near: at most a third of its letters may differ.</summary>
    public static string? Nearest(string mistyped, IEnumerable<string> known) =>
        known.Select(word => (Word: word, Steps: Steps(mistyped.ToLowerInvariant(), word))).Where(w => w.Steps <= Math.Max(1, w.Word.Length / 3)).OrderBy(w => w.Steps).FirstOrDefault().Word;

    private static bool IsFlag(string name, ReadOnlySpan<string> flags)
    {
        foreach (var flag in flags)
        {
            if (flag.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>Letters to add, take away or change to make one word of the other. Source: V. Levenshtein, 1966.</summary>
    private static int Steps(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (corner, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                left = Math.Min(Math.Min(left, row[j]) + 1, corner + (one[i - 1] == other[j - 1] ? 0 : 1));
                (corner, row[j]) = (row[j], left);
            }
        }
        return row[^1];
    }

    /// <exception cref="UsageException">The option is missing.</exception>
    public string Need(string name, string example) =>
        Find(name) ?? throw new UsageException($"--{name} is missing; for example --{name} {example}.");
}
