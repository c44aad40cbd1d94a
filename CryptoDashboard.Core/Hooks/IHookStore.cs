using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Hooks;

/// <summary>Addresses of bots, and what came in by them.</summary>
public interface IHookStore
{
    /// <summary>By the end of the address; null where there is none.</summary>
    Task<Hook?> Find(string publicId, CancellationToken cancel);

    Task<Hook?> Of(int botId, CancellationToken cancel);

    /// <summary>Keeps the one hook of a bot, in the place of the one before.</summary>
    Task Keep(Hook hook, DomainEvent told, CancellationToken cancel);

    /// <summary>The newest signals from outside of a bot, newest first.</summary>
    Task<IReadOnlyList<OutsideSignal>> Latest(int botId, int max, CancellationToken cancel);

    /// <summary>The newest calls of a bot that were turned down, newest first.</summary>
    Task<IReadOnlyList<DomainEvent>> TurnedDown(int botId, int max, CancellationToken cancel);
}
