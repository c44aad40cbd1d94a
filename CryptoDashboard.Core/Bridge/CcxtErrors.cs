using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.Bridge;

/// <summary>
/// ccxt's error classes as faults. The bridge sends a class's name and its kind by inheritance; the names here say what a person can do,
/// and stand in for the kind where it is missing.
/// </summary>
public static class CcxtErrors
{
    private static readonly Dictionary<string, (OutsideFaultKind Kind, string Advice)> Known = new(StringComparer.Ordinal)
    {
        ["AuthenticationError"] = (OutsideFaultKind.Unauthorised, "The keys were not accepted: check key, secret and, where there is one, the passphrase."),
        ["PermissionDenied"] = (OutsideFaultKind.Unauthorised, "The key lacks a permission or may not be used from this address: check its settings at the exchange."),
        ["AccountSuspended"] = (OutsideFaultKind.Unauthorised, "The exchange has suspended the account: ask its support."),
        ["AccountNotEnabled"] = (OutsideFaultKind.Unauthorised, "This kind of account is not enabled: enable it at the exchange."),
        ["NoCredentials"] = (OutsideFaultKind.Unauthorised, "Store the exchange's API keys first."),
        ["InsufficientFunds"] = (OutsideFaultKind.Rejected, "The account has too little of what the order spends."),
        ["InvalidOrder"] = (OutsideFaultKind.Rejected, "The order breaks a rule of the market, such as its steps or its smallest size."),
        ["OrderNotFound"] = (OutsideFaultKind.Rejected, "The exchange knows no such order, or it is no longer open."),
        ["OrderImmediatelyFillable"] = (OutsideFaultKind.Rejected, "The order would have been filled at once although it was to wait."),
        ["OrderNotFillable"] = (OutsideFaultKind.Rejected, "The order could not be filled at once as it had to be."),
        ["DuplicateOrderId"] = (OutsideFaultKind.Rejected, "An order with this client id was sent before."),
        ["BadSymbol"] = (OutsideFaultKind.Rejected, "The exchange has no such market."),
        ["MarketClosed"] = (OutsideFaultKind.Rejected, "The market is closed at the moment."),
        ["BadRequest"] = (OutsideFaultKind.Rejected, "The exchange did not accept the request as it was asked."),
        ["ArgumentsRequired"] = (OutsideFaultKind.Rejected, "The request lacks something the exchange needs."),
        ["NotSupported"] = (OutsideFaultKind.Rejected, "The exchange does not offer this."),
        ["RestrictedLocation"] = (OutsideFaultKind.Rejected, "The exchange does not serve this country: choose another one."),
        ["UnknownExchange"] = (OutsideFaultKind.Rejected, "Choose an exchange from the list."),
        ["DDoSProtection"] = (OutsideFaultKind.Transient, "The exchange asks for fewer requests; it is asked again later."),
        ["RateLimitExceeded"] = (OutsideFaultKind.Transient, "The exchange asks for fewer requests; it is asked again later."),
        ["OnMaintenance"] = (OutsideFaultKind.Transient, "The exchange is under maintenance; it is asked again later."),
        ["ExchangeNotAvailable"] = (OutsideFaultKind.Transient, "The exchange does not answer properly; it is asked again later."),
        ["RequestTimeout"] = (OutsideFaultKind.Transient, "The exchange did not answer in time."),
        ["NetworkError"] = (OutsideFaultKind.Transient, "The exchange cannot be reached: check the connection to the internet."),
        ["InvalidNonce"] = (OutsideFaultKind.Transient, "The clocks differ too much: set this machine's clock by the network (NTP)."),
        ["ChecksumError"] = (OutsideFaultKind.Transient, "The order book lost its thread and is fetched anew."),
    };

    /// <summary>The fault for an error that the bridge reported.</summary>
    /// <param name="exchange">Who was asked.</param>
    /// <param name="name">ccxt's class.</param>
    /// <param name="kind">As the bridge sends it: transient, rejected, unauthorised.</param>
    /// <param name="message">The exchange's own words, free of secrets.</param>
    public static OutsideFault Fault(string exchange, string name, string? kind, string message, TimeSpan? retryAfter = null, bool isOutcomeUnknown = false)
    {
        var isKnown = Known.TryGetValue(name, out var known);
        var told = kind switch
        {
            "transient" => OutsideFaultKind.Transient,
            "rejected" => OutsideFaultKind.Rejected,
            "unauthorised" => OutsideFaultKind.Unauthorised,
            _ => isKnown ? known.Kind : OutsideFaultKind.Transient,
        };
        var sentence = isKnown ? $"{known.Advice} ({message})" : $"{exchange} answered: {message}";
        return new OutsideFault(told, exchange, name, sentence) { RetryAfter = retryAfter, IsOutcomeUnknown = isOutcomeUnknown };
    }

    /// <summary>The kind of a class by its name, or null for one that is not listed here.</summary>
    internal static OutsideFaultKind? KindOf(string name) => Known.TryGetValue(name, out var known) ? known.Kind : null;

    internal static IReadOnlyCollection<string> Names => Known.Keys;
}
