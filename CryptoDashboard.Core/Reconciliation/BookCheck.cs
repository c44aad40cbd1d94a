using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Reconciliation;

/// <summary>The books of one asset of an account, held against the exchange at one moment.</summary>
public sealed record BookCheck
{
    public required string Account { get; init; }

    public required Asset Asset { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the ledger says the account holds; units of the asset.</summary>
    public required decimal Booked { get; init; }

    /// <summary>What the exchange says, open orders included.</summary>
    public required decimal Held { get; init; }

    /// <summary>Whether the difference was seen before and has now been booked as unexplained.</summary>
    public bool IsSettled { get; init; }

    /// <summary>What is there and in no book; negative for what is missing.</summary>
    public decimal Residue => Held - Booked;
}
