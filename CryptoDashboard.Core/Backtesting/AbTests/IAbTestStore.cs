using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.AbTests;

/// <summary>Tests of two bots, and the equity they rest on.</summary>
public interface IAbTestStore
{
    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<AbTest>> All(CancellationToken cancel);

    Task<AbTest?> Find(int id, CancellationToken cancel);

    /// <returns>It with its id.</returns>
    Task<AbTest> Add(AbTest test, CancellationToken cancel);

    Task Delete(int id, CancellationToken cancel);

    /// <summary>Equity of a bot from a moment on, one sample for each step of time in which it handled a candle, the last of the step; oldest first.</summary>
    Task<IReadOnlyList<EquitySample>> Equity(Bot bot, DateTimeOffset from, TimeSpan step, CancellationToken cancel);

    /// <summary>When the first and the last candle from a moment on were handled, as close times; null before the first.</summary>
    Task<(DateTimeOffset First, DateTimeOffset Last)?> Handled(Bot bot, DateTimeOffset from, CancellationToken cancel);
}
