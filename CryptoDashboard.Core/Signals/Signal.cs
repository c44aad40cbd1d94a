namespace CryptoDashboard.Core.Signals;

/// <summary>A strategy's opinion at the close of one candle.</summary>
/// <param name="Confidence">0 to 1. At least 0.5 for a BUY or SELL.</param>
/// <param name="Strength">1 (weak) to 5 (strong).</param>
public readonly record struct Signal(SignalAction Action, double Confidence, int Strength)
{
    /// <summary>No opinion yet: the indicators are still warming up.</summary>
    public static readonly Signal WarmingUp = new(SignalAction.Hold, 0, 1);

    /// <summary>A signal whose strength follows from its confidence: 0.5 is 1, 1.0 is 5.</summary>
    public static Signal Of(SignalAction action, double confidence) => new(
        action, confidence, action == SignalAction.Hold ? 1 : Math.Clamp(1 + (int)((confidence - 0.5) * 8.0001), 1, 5));
}
