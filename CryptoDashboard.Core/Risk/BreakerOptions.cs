namespace CryptoDashboard.Core.Risk;

/// <summary>Settings under <c>Breakers</c>; 0 switches one off.</summary>
public sealed class BreakerOptions
{
    /// <summary>A move of a traded market within <see cref="MoveMinutes"/> that keeps entries back everywhere; 0.1 = 10 %.</summary>
    public double MarketMove { get; set; } = 0.1;

    public int MoveMinutes { get; set; } = 10;

    /// <summary>Trades closed at a loss in a row, over all bots, that keep entries back.</summary>
    public int LossesInARow { get; set; } = 8;

    /// <summary>Orders in a row whose answer was lost or that the exchange could not take, that keep entries back.</summary>
    public int OutsideFaults { get; set; } = 5;

    public double RestMinutes { get; set; } = 30;
}
