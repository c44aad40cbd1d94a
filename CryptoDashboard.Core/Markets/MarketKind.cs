namespace CryptoDashboard.Core.Markets;

/// <summary>Where a market's prices come from. Whatever shows a price says which unless it is <see cref="Exchange"/>.</summary>
public enum MarketKind
{
    /// <summary>A real exchange.</summary>
    Exchange = 0,

    /// <summary>Stored candles of a real market, played again on a clock of their own.</summary>
    Replay = 1,

    /// <summary>Made up here; shown as SIMULATED everywhere.</summary>
    Simulated = 2,

    /// <summary>The first healthy one of several real exchanges; which one it is at the moment is told with each price. Never traded live.</summary>
    Any = 3,
}
