using CryptoDashboard.Core.Events;

namespace CryptoDashboard.Core.Feeds;

/// <summary>Keeps what this desk listens to.</summary>
public interface IFeedChoiceStore
{
    /// <summary>The choice, or null when nothing was ever chosen: then the settings hold.</summary>
    Task<FeedChoice?> Read(CancellationToken cancel);

    /// <summary>Replaces the choice and tells of it, in one transaction.</summary>
    Task Save(FeedChoice choice, DomainEvent told, CancellationToken cancel);
}
