using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk;

/// <summary>What is at stake at the moment of asking, handed in by the engine so that the gate holds no reference to positions.</summary>
/// <param name="Equity">Cash plus positions at the reference price; quote units.</param>
/// <param name="Cash">Quote units free to spend.</param>
/// <param name="Quantity">Base units held.</param>
/// <param name="OpenOrderValue">Value of orders still open; quote units.</param>
public sealed record Exposure(decimal Equity, decimal Cash, Quantity Quantity, decimal OpenOrderValue);
