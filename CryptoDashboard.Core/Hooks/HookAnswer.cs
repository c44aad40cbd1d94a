using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Hooks;

/// <summary>A call as it came in.</summary>
/// <param name="PublicId">The end of the address that was called.</param>
/// <param name="Body">Null when it was larger than allowed.</param>
/// <param name="Timestamp">Header X-Desk-Timestamp: Unix seconds, or null.</param>
/// <param name="Signature">Header X-Desk-Signature: hexadecimal digits, or null.</param>
/// <param name="From">The network address of the caller.</param>
public sealed record HookCall(string PublicId, ReadOnlyMemory<byte>? Body, string? Timestamp, string? Signature, string From);

/// <summary>What a caller is told: what became of the signal, or why there is none.</summary>
/// <param name="Signal">Null when the call was turned down before it was one.</param>
/// <param name="Refused">Null when it was taken, whatever the risk gate made of it then.</param>
public sealed record HookAnswer(OutsideSignal? Signal, HookRefusal? Refused);

/// <summary>Why a call was turned down.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Code">Stable.</param>
/// <param name="Sentence">Says what to do and holds nothing of the call but numbers.</param>
public sealed record HookRefusal(int Status, string Code, string Sentence)
{
    /// <summary>The type of its problem document, stable.</summary>
    public string Type => $"urn:cryptodashboard:hook:{Code}";

    public static HookRefusal TooMany { get; } = new(429, "too-many-calls", "Too many calls came from this network address; wait a minute.");

    public static HookRefusal Unknown { get; } = new(404, "unknown-bot", "No bot takes signals at this address. Copy it from the bot's page.");

    public static HookRefusal Unsigned { get; } = new(401, "unsigned", "The call has neither the headers X-Desk-Timestamp and X-Desk-Signature nor a \"secret\" in its body.");

    public static HookRefusal Forged { get; } = new(401, "forged", "The signature or secret is not this bot's. After a new secret was made the old one counts no more.");

    public static HookRefusal Replay { get; } = new(409, "replay", "A message with this id was taken before; nothing is done twice.");

    public static HookRefusal Untimed { get; } = new(400, "malformed", "A message with its secret in the body needs a \"time\", in TradingView \"{{timenow}}\"; without one it could not be told from a repetition.");

    public static HookRefusal TooLarge(int most) => new(413, "too-large", $"The body may have {most} bytes at most.");

    public static HookRefusal Malformed(string fault) => new(400, "malformed", fault);

    public static HookRefusal Stale(TimeSpan off, double window) => new(
        422, "stale", $"The message is of {Math.Abs(off.TotalMinutes):0.#} minutes {(off > TimeSpan.Zero ? "ago" : "in the future")}; up to {window:0.#} minutes are taken. Compare the clocks.");

    public static HookRefusal WrongSymbol(Markets.Symbol symbol) => new(422, "wrong-symbol", $"This bot trades {symbol}; the message is for another symbol.");

    public static HookRefusal NotRunning(OutsideSignal signal) => new(409, signal.RefusalCode!, signal.FateReason!);
}
