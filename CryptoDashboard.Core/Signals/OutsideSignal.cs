namespace CryptoDashboard.Core.Signals;

/// <summary>
/// A genuine call from outside and what became of it. (Bot, message id) is unique and durable before the caller hears of it, which is what
/// makes "each message once" hold after a restart too. It holds no secret.
/// </summary>
public sealed record OutsideSignal
{
    /// <summary>What a refusal is called whose bot handles no signals at the moment.</summary>
    public const string BotStopped = "bot-stopped";

    public required int BotId { get; init; }

    /// <summary>The sender's own name of the message, or a digest of it where it has none; 1 to 100 characters.</summary>
    public required string MessageId { get; init; }

    /// <summary>Our clock, to the millisecond.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The sender's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }

    public required OutsideAction Action { get; init; }

    /// <summary>Share of the normal entry to buy, or of what is held to sell; above 0 up to 1.</summary>
    public decimal Size { get; init; } = 1;

    /// <summary>Whether a BUY may add to a position.</summary>
    public bool Adds { get; init; }

    /// <summary>What the sender saw; quote units, null where it says none. Only compared: orders go at the market's own price.</summary>
    public decimal? Price { get; init; }

    public SignalFate Fate { get; init; }

    /// <summary>Why it did not trade, a sentence; null when it did.</summary>
    public string? FateReason { get; init; }

    /// <summary>Stable code of a refusal; null when nothing was refused.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>The order it led to, or null.</summary>
    public string? OrderId { get; init; }

    /// <summary>The signal that the decision is made on.</summary>
    public Signal ToSignal() => new(Action == OutsideAction.Buy ? SignalAction.Buy : SignalAction.Sell, 1, 5)
    {
        Size = Action == OutsideAction.Close ? 1 : (float)Size,
        Adds = Adds && Action == OutsideAction.Buy,
    };
}
