using CryptoDashboard.Core.Events;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>Past days of bots, and the reports on them.</summary>
public interface IParityStore
{
    /// <summary>Everything stored of a bot's day; null when there is no such bot.</summary>
    Task<LivedDay?> Read(int botId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel);

    /// <summary>Bots with a BUY, a SELL or a fill between two moments.</summary>
    Task<IReadOnlyList<int>> Active(DateTimeOffset from, DateTimeOffset to, CancellationToken cancel);

    /// <summary>Keeps a report in place of an earlier one on the same day, with what is told of it.</summary>
    Task Keep(ParityReport report, DomainEvent? told, CancellationToken cancel);

    Task<ParityReport?> Find(int botId, DateOnly day, CancellationToken cancel);

    /// <summary>The newest reports' headlines, oldest first.</summary>
    Task<IReadOnlyList<ParityHeadline>> Headlines(int botId, int days, CancellationToken cancel);
}
