using System.Runtime.InteropServices;

namespace CryptoDashboard.Core.Signals;

/// <summary>A strategy's opinion at the close of one candle.</summary>
/// <param name="Confidence">0 to 1. At least 0.5 for a BUY or SELL.</param>
/// <param name="Strength">1 (weak) to 5 (strong).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Signal(SignalAction Action, double Confidence, int Strength)
{
    /// <summary>
    /// Share of the normal entry to buy, or of what is held to sell; above 0 up to 1, 1 unless said otherwise. A float, so that a signal
    /// stays as small as it was: a backtest hands millions of them around each second.
    /// </summary>
    public float Size { get; init; } = 1;

    /// <summary>A BUY that may add to a position; any other BUY opens one or does nothing.</summary>
    public bool Adds { get; init; }

    /// <summary>No opinion yet: the indicators are still warming up.</summary>
    public static readonly Signal WarmingUp = new(SignalAction.Hold, 0, 1);

    /// <summary>A signal whose strength follows from its confidence: 0.5 is 1, 1.0 is 5.</summary>
    public static Signal Of(SignalAction action, double confidence) => new(
        action, confidence, action == SignalAction.Hold ? 1 : Math.Clamp(1 + (int)((confidence - 0.5) * 8.0001), 1, 5));
}
