namespace CryptoDashboard.Core.Risk;

/// <summary>What a closed trade tells the protections and Kelly's formula.</summary>
/// <param name="Profit">Net of fees, as a share of what was paid.</param>
/// <param name="ByStop">Whether a protective order closed it.</param>
public sealed record ClosedTrade(DateTimeOffset At, decimal Profit, bool ByStop);
