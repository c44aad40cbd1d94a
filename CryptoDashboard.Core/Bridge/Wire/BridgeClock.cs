namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>One look at an exchange's clock, stamped beside the wire. Unix milliseconds.</summary>
/// <param name="ServerMs">What the exchange said.</param>
/// <param name="SentMs">When it was asked, by our clock.</param>
/// <param name="ReceivedMs">When the answer was here, by our clock.</param>
public sealed record BridgeClock(long ServerMs, long SentMs, long ReceivedMs)
{
    public TimeSpan RoundTrip => TimeSpan.FromMilliseconds(ReceivedMs - SentMs);

    /// <summary>How far the exchange's clock is ahead of ours, true to half the round trip.</summary>
    public TimeSpan Skew => TimeSpan.FromMilliseconds(ServerMs - ((SentMs + ReceivedMs) / 2.0));
}
