namespace CryptoDashboard.SignIn;

/// <summary>What became of a try with a PIN.</summary>
/// <param name="TriesLeft">Wrong tries left before the lock.</param>
/// <param name="Wait">How long it is locked; zero when it is not.</param>
internal sealed record PinResult(bool IsRight, int TriesLeft, TimeSpan Wait)
{
    /// <summary>What to tell the person.</summary>
    public string Sentence => IsRight ? ""
        : Wait > TimeSpan.Zero ? $"Too many wrong tries. Try again in {Math.Ceiling(Wait.TotalMinutes):0} min."
        : TriesLeft == 1 ? "That is not the PIN. One more wrong try locks it for up to 15 minutes."
        : $"That is not the PIN. {TriesLeft} tries left.";
}
