namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>Something wrong in a rule document.</summary>
/// <param name="Path">Where: <c>entries.all[1].left.indicator.length</c>; "" is the document as a whole.</param>
/// <param name="Text">What, and what to do, as a sentence.</param>
public sealed record RuleFault(string Path, string Text)
{
    public override string ToString() => Path.Length == 0 ? Text : $"{Path}: {Text}";
}
