namespace CryptoDashboard.Core.Bridge;

/// <summary>
/// What a subscription brings, in order: either a value, or a change of the stream's state, or the news that values were missed.
/// </summary>
/// <param name="Value">The value, when this is one.</param>
/// <param name="State">The new state, when it changed.</param>
/// <param name="Missed">How many values were missed right here because nobody read fast enough; 0 else.</param>
public readonly record struct BridgeUpdate<T>(BridgeStreamKey Stream, T? Value, BridgeStreamState? State = null, long Missed = 0)
{
    public bool IsValue => State is null && Missed == 0;
}
