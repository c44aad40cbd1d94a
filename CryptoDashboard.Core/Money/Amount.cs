namespace CryptoDashboard.Core.Money;

/// <summary>A signed amount of one asset: a fee, a balance, a ledger line. Amounts of different assets never mix.</summary>
public readonly record struct Amount(decimal Value, Asset Asset)
{
    /// <exception cref="InvalidOperationException">The assets differ.</exception>
    public static Amount operator +(Amount left, Amount right) => left.Asset == right.Asset
        ? new(left.Value + right.Value, left.Asset)
        : throw new InvalidOperationException($"{left} and {right} are of different assets and cannot be added.");

    public static Amount operator -(Amount amount) => new(-amount.Value, amount.Asset);

    public override string ToString() => $"{Value:0.##################} {Asset}";
}
