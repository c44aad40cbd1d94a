namespace CryptoDashboard.Core.Signals;

/// <summary>A strategy's opinion at the close of one candle. Sixteen bytes, which fit two registers: a backtest hands out millions each second.</summary>
public readonly record struct Signal
{
    /// <summary>No opinion yet: the indicators are still warming up.</summary>
    public static readonly Signal WarmingUp = new(SignalAction.Hold, 0, 1);

    private readonly double _confidence;
    private readonly float _size;
    private readonly byte _action;
    private readonly byte _strength;
    private readonly bool _adds;

    public Signal(SignalAction action, double confidence, int strength) =>
        (_action, _confidence, _strength, _size) = ((byte)action, confidence, (byte)strength, 1);

    public SignalAction Action
    {
        get => (SignalAction)_action;
        init => _action = (byte)value;
    }

    /// <summary>0 to 1. At least 0.5 for a BUY or SELL.</summary>
    public double Confidence
    {
        get => _confidence;
        init => _confidence = value;
    }

    /// <summary>1 (weak) to 5 (strong).</summary>
    public int Strength
    {
        get => _strength;
        init => _strength = (byte)value;
    }

    /// <summary>Share of the normal entry to buy, or of what is held to sell; above 0 up to 1, 1 unless said otherwise.</summary>
    public float Size
    {
        get => _size;
        init => _size = value;
    }

    /// <summary>A BUY that may add to a position; any other BUY opens one or does nothing.</summary>
    public bool Adds
    {
        get => _adds;
        init => _adds = value;
    }

    /// <summary>A signal whose strength follows from its confidence: 0.5 is 1, 1.0 is 5.</summary>
    public static Signal Of(SignalAction action, double confidence) => new(
        action, confidence, action == SignalAction.Hold ? 1 : Math.Clamp(1 + (int)((confidence - 0.5) * 8.0001), 1, 5));
}
