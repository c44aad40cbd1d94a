namespace CryptoDashboard.Core.DeadMan;

/// <summary>Settings under <c>DeadMan</c>: who notices that this desk died, and how he is told. The addresses are secrets.</summary>
public sealed class DeadManOptions
{
    /// <summary>Whether a watchdog process is started and a heartbeat kept.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Seconds without a heartbeat after which a desk whose process is there counts as silent; 10 to 3,600.</summary>
    public int SilentSeconds { get; set; } = 30;

    /// <summary>Told by the watchdog when the desk is gone or silent: a POST with <c>text</c> and <c>content</c>, as chat services read it.</summary>
    public string? AlarmAddress { get; set; }

    /// <summary>Asked by the desk while it is well; whoever runs it raises the alarm when the asking stops, the death of this machine included.</summary>
    public string? AliveAddress { get; set; }

    /// <summary>Seconds between two of these; 10 to 3,600.</summary>
    public int AliveSeconds { get; set; } = 60;

    /// <summary>Everything wrong with these settings, as sentences that name the key and never its value.</summary>
    public IEnumerable<string> Faults()
    {
        if (SilentSeconds is < 10 or > 3_600)
            yield return "DeadMan:SilentSeconds must be from 10 to 3600.";
        if (AliveSeconds is < 10 or > 3_600)
            yield return "DeadMan:AliveSeconds must be from 10 to 3600.";
        if (AlarmAddress is { Length: > 0 } alarm && !IsAddress(alarm))
            yield return "DeadMan:AlarmAddress is not an http or https address.";
        if (AliveAddress is { Length: > 0 } alive && !IsAddress(alive))
            yield return "DeadMan:AliveAddress is not an http or https address.";
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");
}
