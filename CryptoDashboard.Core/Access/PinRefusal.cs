namespace CryptoDashboard.Core.Access;

/// <summary>Why a PIN is not taken: a closed set, each with its sentence.</summary>
public sealed record PinRefusal
{
    public static readonly PinRefusal Length = new("A PIN has 6 to 12 digits.");
    public static readonly PinRefusal NotDigits = new("A PIN has digits only.");
    public static readonly PinRefusal Repeats = new("This PIN repeats itself; it would be guessed first. Choose one without a pattern.");
    public static readonly PinRefusal Run = new("This PIN counts up or down; it would be guessed first. Choose one without a pattern.");
    public static readonly PinRefusal Date = new("This PIN looks like a date; dates are guessed early. Choose one that is none.");
    public static readonly PinRefusal Common = new("This PIN is among the most used ones. Choose another.");
    public static readonly PinRefusal FewDigits = new("This PIN has fewer than three different digits. Use more.");

    private PinRefusal(string sentence) => Sentence = sentence;

    public string Sentence { get; }
}
