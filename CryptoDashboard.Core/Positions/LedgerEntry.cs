using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Positions;

/// <summary>
/// One line of a ledger transaction. The lines of a transaction sum to zero per asset, so the whole ledger does at every moment.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>What caused it, and its unique name: <c>fill:…</c>, <c>capital:…</c>.</summary>
    public required string Transaction { get; init; }

    public required int Line { get; init; }

    /// <summary>Whose books: <c>bot:1</c>, <c>exchange:paper</c>, <c>fees</c>, <c>capital</c>.</summary>
    public required string Account { get; init; }

    public required Asset Asset { get; init; }

    /// <summary>Positive when the account receives.</summary>
    public required decimal Amount { get; init; }

    public required DateTimeOffset At { get; init; }
}
