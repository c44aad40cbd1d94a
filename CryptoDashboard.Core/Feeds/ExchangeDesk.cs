using System.Collections.Concurrent;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Outside;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// All live exchanges of this desk: those chosen, with the symbols chosen, and any other market for as long as somebody wants it.
/// </summary>
public sealed class ExchangeDesk(FeedParts parts, BridgeOptions bridgeOptions, IFeedChoiceStore store, FailoverFeed failover, ILogger<ExchangeDesk> logger) : IDisposable
{
    /// <summary>A page that is left and opened again must not cost a new subscription.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Running> _feeds = new(StringComparer.Ordinal);
    private readonly Dictionary<MarketId, IDisposable> _chosen = [];
    private readonly ConcurrentDictionary<MarketId, int> _looks = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private FeedChoice _choice = new([], []);
    private IReadOnlyList<BridgeExchange>? _catalogue;

    /// <summary>Raised on any thread when exchanges or symbols were chosen anew.</summary>
    public event Action? Changed;

    /// <summary>What is listened to.</summary>
    public FeedChoice Choice => Volatile.Read(ref _choice);

    /// <summary>How every exchange is that is listened to, the preferred ones first.</summary>
    public IReadOnlyList<FeedHealth> Health()
    {
        var order = Choice.Exchanges;
        return [.. _feeds.Values.Select(r => r.Feed.Health).OrderBy(h => Rank(order, h.Exchange)).ThenBy(h => h.Exchange, StringComparer.Ordinal)];
    }

    /// <summary>Whether prices of a real exchange come at the moment.</summary>
    public bool IsAnyLive => _feeds.Values.Any(r => r.Feed.Health.Phase == FeedPhase.Live);

    /// <summary>How the process is that speaks with the exchanges.</summary>
    public BridgeState Bridge => parts.Bridge.State;

    /// <summary>Whether exchanges are listened to at all (<c>Bridge:Enabled</c>).</summary>
    public bool IsEnabled => bridgeOptions.Enabled;

    /// <summary>Takes up the choice that was stored, or that of the settings.</summary>
    public async Task TakeUp(CancellationToken cancel)
    {
        if (!bridgeOptions.Enabled)
            return;
        var stored = await store.Read(cancel);
        Apply(stored ?? new FeedChoice([.. parts.Options.Exchanges.Distinct(StringComparer.Ordinal)], [.. parts.Options.Symbols.Select(Symbol.Parse).Distinct()]));
    }

    /// <summary>Chooses anew what is listened to; durable before it acts.</summary>
    /// <param name="who">Whose choice it is, for the event.</param>
    public async Task Choose(FeedChoice choice, string who, CancellationToken cancel)
    {
        var told = new DomainEvent
        {
            At = parts.Time.GetUtcNow(),
            Topic = EventTopic.Feeds,
            Kind = "feeds-chosen",
            Text = $"{who} chose {string.Join(", ", choice.Exchanges)} and {choice.Symbols.Count} symbols.",
        };
        await store.Save(choice, told, cancel);
        Apply(choice);
    }

    /// <summary>Every exchange ccxt offers; asked once.</summary>
    /// <exception cref="OutsideFault">The bridge does not run.</exception>
    public async Task<IReadOnlyList<BridgeExchange>> Catalogue(CancellationToken cancel) => _catalogue ??= await parts.Bridge.Exchanges(cancel);

    /// <summary>How much of what each exchange allows is used at the moment.</summary>
    /// <exception cref="OutsideFault">The bridge does not run.</exception>
    public Task<IReadOnlyList<BridgeBudget>> Budgets(CancellationToken cancel) => parts.Bridge.Budgets(cancel);

    /// <summary>What an exchange trades, or null while it is not known or not listened to.</summary>
    public IReadOnlyDictionary<Symbol, BridgeMarket>? Listed(string exchange) => _feeds.TryGetValue(exchange, out var running) ? running.Feed.Listed : null;

    /// <summary>Has a market live until the lease is disposed, and a moment longer. Markets that are no exchange's need no lease and get an empty one.</summary>
    public IDisposable Watch(MarketId market)
    {
        if (market.Kind == MarketKind.Any)
            return failover.Watch(market.Symbol, this);
        if (market.Kind != MarketKind.Exchange || !bridgeOptions.Enabled)
            return new MarketLease(static () => { });
        var feed = FeedOf(market.Exchange);
        feed.Watch(market.Symbol);
        return new MarketLease(() => LeaveLater(feed, market.Symbol));
    }

    /// <summary>Has order book and trades of a market come too, until the lease is disposed.</summary>
    public IDisposable LookInto(MarketId market)
    {
        if (market.Kind != MarketKind.Exchange || !bridgeOptions.Enabled)
            return new MarketLease(static () => { });
        var feed = FeedOf(market.Exchange);
        if (_looks.AddOrUpdate(market, 1, static (_, count) => count + 1) == 1)
            feed.LookInto(market.Symbol);
        return new MarketLease(() =>
        {
            if (_looks.AddOrUpdate(market, 0, static (_, count) => count - 1) == 0)
                feed.LookAway(market.Symbol);
        });
    }

    internal bool IsWell(MarketId market) => _feeds.TryGetValue(market.Exchange, out var running) && running.Feed.IsWell(market.Symbol);

    internal FeedHealth? HealthOf(string exchange) => _feeds.TryGetValue(exchange, out var running) ? running.Feed.Health : null;

    public void Dispose() => _ending.Dispose();

    /// <summary>Ends every feed.</summary>
    public async Task Shutdown()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_feeds.Values.Select(r => r.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static int Rank(IReadOnlyList<string> order, string exchange)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i] == exchange)
                return i;
        }
        return int.MaxValue;
    }

    private void Apply(FeedChoice choice)
    {
        lock (_gate)
        {
            Volatile.Write(ref _choice, choice);
            var wanted = choice.Symbols.SelectMany(s => choice.Exchanges.Select(e => new MarketId(e, s)))
                .Concat(choice.Symbols.Select(s => new MarketId(MarketId.AnyExchange, s))).ToHashSet();
            foreach (var market in _chosen.Keys.Where(m => !wanted.Contains(m)).ToList())
            {
                _chosen.Remove(market, out var lease);
                lease!.Dispose();
            }
            foreach (var exchange in choice.Exchanges)
                FeedOf(exchange);
            foreach (var market in wanted.Where(m => !_chosen.ContainsKey(m)))
                _chosen[market] = Watch(market);
            failover.Reorder(choice.Exchanges);
        }
        Changed?.Invoke();
    }

    private ExchangeFeed FeedOf(string exchange) => _feeds.GetOrAdd(exchange, id =>
    {
        var feed = new ExchangeFeed(id, parts);
        return new Running(feed, new Lazy<Task>(() => Task.Run(() => feed.Run(_ending.Token), CancellationToken.None)));
    }).Start();

    private void LeaveLater(ExchangeFeed feed, Symbol symbol) => _ = Leave(feed, symbol);

    private async Task Leave(ExchangeFeed feed, Symbol symbol)
    {
        await Task.Delay(Linger, parts.Time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        feed.Leave(symbol);
        if (logger.IsEnabled(LogLevel.Debug))
            logger.LogDebug("{Exchange}:{Symbol} is wanted by one less", feed.Exchange, symbol);
    }

    private sealed record Running(ExchangeFeed Feed, Lazy<Task> Lazy)
    {
        public Task Task => Lazy.Value;

        public ExchangeFeed Start()
        {
            _ = Lazy.Value;
            return Feed;
        }
    }
}
