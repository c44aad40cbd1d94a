namespace CryptoDashboard.Core.Hooks;

/// <summary>Settings of calls from outside, section <c>Hooks</c>.</summary>
public sealed class HookOptions
{
    /// <summary>How far the sender's clock may be from ours, either way; minutes, 1 to 60.</summary>
    public double WindowMinutes { get; set; } = 5;

    /// <summary>Largest body; bytes, 256 to 1,000,000.</summary>
    public int MaxBytes { get; set; } = 16_384;

    /// <summary>Calls that one network address may make in a minute, 1 to 10,000. TradingView sends everybody's from four addresses.</summary>
    public int CallsPerMinute { get; set; } = 60;

    /// <summary>Everything wrong with these settings, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (WindowMinutes is not (>= 1 and <= 60))
            yield return $"Hooks:WindowMinutes must be between 1 and 60; it is {WindowMinutes}.";
        if (MaxBytes is < 256 or > 1_000_000)
            yield return $"Hooks:MaxBytes must be between 256 and 1,000,000; it is {MaxBytes}.";
        if (CallsPerMinute is < 1 or > 10_000)
            yield return $"Hooks:CallsPerMinute must be between 1 and 10,000; it is {CallsPerMinute}.";
    }
}
