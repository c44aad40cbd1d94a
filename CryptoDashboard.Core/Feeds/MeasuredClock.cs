using CryptoDashboard.Core.Bridge.Wire;

namespace CryptoDashboard.Core.Feeds;

/// <summary>An exchange's clock against ours.</summary>
/// <param name="Skew">How far the exchange's is ahead, true to half the round trip.</param>
/// <param name="RoundTrip">How long the question took.</param>
internal sealed record MeasuredClock(TimeSpan Skew, TimeSpan RoundTrip)
{
    /// <summary>A slower answer says too little of the time: candles are called closed by it.</summary>
    private static readonly TimeSpan SlowestTrip = TimeSpan.FromSeconds(4);

    /// <summary>What one look tells, or null where its round trip was negative (the machine's clock was set meanwhile) or over four seconds.</summary>
    /// <param name="look">Stamped by the bridge with the machine's clock, which is brought to <paramref name="time"/> here.</param>
    public static MeasuredClock? Of(BridgeClock look, TimeProvider time) =>
        look.RoundTrip < TimeSpan.Zero || look.RoundTrip > SlowestTrip
            ? null
            : new MeasuredClock(look.Skew - (time.GetUtcNow() - TimeProvider.System.GetUtcNow()), look.RoundTrip);
}
