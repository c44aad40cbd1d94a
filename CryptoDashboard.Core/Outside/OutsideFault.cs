namespace CryptoDashboard.Core.Outside;

/// <summary>
/// Something outside of this program failed or said no. The message is a sentence for a person, free of secrets.
/// </summary>
/// <param name="kind">What can be done about it.</param>
/// <param name="source">Who failed, in a word: <c>binance</c>, <c>CoinGecko</c>, <c>bridge</c>.</param>
/// <param name="code">The fault's name in the source's own words, for logs and for exact handling: <c>InsufficientFunds</c>, <c>HTTP 503</c>.</param>
public sealed class OutsideFault(OutsideFaultKind kind, string source, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public OutsideFaultKind Kind => kind;

    public string From => source;

    public string Code => code;

    /// <summary>How long the source asked to be left alone, or null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The request was sent and no answer came, so it may have been carried out. It must not be sent again before the source has been
    /// asked what became of it.
    /// </summary>
    public bool IsOutcomeUnknown { get; init; }

    /// <summary>Whether the same request may be sent again after a while without asking anyone.</summary>
    public bool MayRetry => kind == OutsideFaultKind.Transient && !IsOutcomeUnknown;
}
