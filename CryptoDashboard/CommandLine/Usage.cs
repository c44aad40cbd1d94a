namespace CryptoDashboard.CommandLine;

/// <summary>How a verb is said: an example, and every option that it knows.</summary>
internal sealed record Usage(string Example, params IReadOnlyList<Option> Options)
{
    /// <summary>Of every verb whose outcome programs read.</summary>
    public static readonly Option Json = new("json", "", "JSON, and nothing else, to standard output");

    /// <summary>The words of a verb; what it does not know is refused before anything is done.</summary>
    /// <exception cref="UsageException">An option is not known, or lacks its value.</exception>
    public Words Read(string[] args)
    {
        var words = new Words(args, [.. Options.Where(o => o.Value.Length == 0).Select(o => o.Name)]);
        Option.RefuseOthers(words, Example.Split(' ')[0], Options);
        return words;
    }

    /// <summary>The same for a verb that takes nothing but options.</summary>
    /// <exception cref="UsageException">There is a word more.</exception>
    public Words ReadOptions(string[] args)
    {
        var words = Read(args);
        return words.Rest is [var more, ..] ? throw new UsageException($"'{more}' is not understood; for example: ./run {Example}") : words;
    }
}
