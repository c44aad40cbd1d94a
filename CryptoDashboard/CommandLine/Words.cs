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
            if (value is null && flags.Contains(name))
                value = "true";
            if (value is null && ++i < args.Length)
                value = args[i];
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

    /// <exception cref="UsageException">The option is missing.</exception>
    public string Need(string name, string example) =>
        Find(name) ?? throw new UsageException($"--{name} is missing; for example --{name} {example}.");
}
