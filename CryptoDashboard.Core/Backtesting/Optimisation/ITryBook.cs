using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>How often each strategy was tried on which candles, ever.</summary>
public interface ITryBook
{
    /// <summary>Notes single backtests.</summary>
    Task Note(IReadOnlyList<TryNote> notes, CancellationToken cancel);

    /// <summary>Tries of a strategy, in any version, on candles that overlap this stretch.</summary>
    Task<int> Count(string strategy, MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel);
}
