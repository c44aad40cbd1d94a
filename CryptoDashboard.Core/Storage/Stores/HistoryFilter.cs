using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Which orders or trades to list; null means all.</summary>
/// <param name="From">From this moment on.</param>
/// <param name="To">Before this moment.</param>
public sealed record HistoryFilter(int? BotId = null, MarketId? Market = null, bool? Open = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
