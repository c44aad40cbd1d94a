using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Outside;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Listing;

/// <summary>
/// Fetches the largest coins from the first source that answers, holds them against the next, and stores them. While every source fails
/// the coins stay as they are, with their age.
/// </summary>
public sealed class ListingSync(
    IReadOnlyList<IListingSource> sources, IListingStore store, EventTeller teller, ListingOptions options, TimeProvider time, ILogger<ListingSync> logger) : IDisposable
{
    /// <summary>Market caps of a day are recorded of as many coins as this at least.</summary>
    private const int LeastForCaps = 200;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile ListingState _state = new(null, null, null, 0, 0, 0, null);

    /// <summary>How the last synchronisation went.</summary>
    public ListingState State => _state;

    public bool IsEnabled => options.Enabled;

    /// <summary>Raised after each synchronisation, on the thread that ran it.</summary>
    public event Action? Synced;

    /// <summary>Takes the <paramref name="count"/> largest coins; one at a time.</summary>
    public async Task<ListingState> Run(int count, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var before = _state;
            var state = await Sync(count, cancel);
            if (state.Trouble is not null && before.Trouble != state.Trouble)
            {
                logger.LogWarning("The listing has trouble: {Trouble}", state.Trouble);
                teller.Tell(EventTopic.Feeds, "listing-failed", state.Trouble);
            }
            _state = state;
        }
        finally
        {
            _turn.Release();
        }
        Synced?.Invoke();
        return _state;
    }

    /// <summary>Deletes what is older than is kept.</summary>
    public async Task CleanUp(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var gone = await store.CleanUp(now.AddDays(-options.KeepDays), now.AddDays(-7), cancel);
        logger.LogInformation("{Count} old prices of coins were deleted", gone);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<ListingState> Sync(int count, CancellationToken cancel)
    {
        var answers = new List<(IListingSource Source, ListingAnswer Answer)>();
        var troubles = new List<string>();
        foreach (var source in sources.Where(s => s.IsUsable))
        {
            try
            {
                answers.Add((source, await source.Top(count, cancel)));
            }
            catch (OutsideFault fault)
            {
                troubles.Add(fault.Message);
            }
        }
        var trouble = troubles.Count > 0 ? string.Join(' ', troubles) : null;
        if (answers.Count == 0)
            return _state with { Trouble = trouble ?? "No source of coins is set up." };
        var (first, answer) = answers[0];
        var quotes = answers.Count > 1 ? CrossCheck.Compare(answer.Quotes, answers[1].Answer.Quotes, options.Tolerance) : answer.Quotes;
        if (first != sources[0])
            quotes = await UnderKnownNames(quotes, cancel);
        var now = time.GetUtcNow();
        var step = TimeSpan.FromMinutes(5).Ticks;
        await store.Save(quotes, new DateTimeOffset(now.UtcTicks / step * step, TimeSpan.Zero), cancel);
        if (count >= LeastForCaps)
            await store.RecordCaps(CapsOf(quotes, now), cancel);
        return new ListingState(now, first.Name, answers.Count > 1 ? answers[1].Source.Name : null, quotes.Count, quotes.Count(q => q.Dispute is not null), answers.Sum(a => a.Answer.BadRows), trouble);
    }

    private static List<CoinCap> CapsOf(IReadOnlyList<CoinQuote> quotes, DateTimeOffset now) =>
    [
        .. quotes.Where(q => q.MarketCap > 0).DistinctBy(q => q.Id).Select(q => new CoinCap
        {
            Day = DateOnly.FromDateTime(now.UtcDateTime),
            CoinId = q.Id,
            Symbol = q.Symbol,
            MarketCap = q.MarketCap!.Value,
            SeenAt = now,
        }),
    ];

    /// <summary>The second source has names of its own: a coin that the first has named keeps that name.</summary>
    private async Task<IReadOnlyList<CoinQuote>> UnderKnownNames(IReadOnlyList<CoinQuote> quotes, CancellationToken cancel)
    {
        var known = (await store.Named([.. quotes.Select(q => q.Symbol).Distinct()], cancel)).ToLookup(c => c.Symbol, StringComparer.Ordinal);
        return [.. quotes.Select(quote => known[quote.Symbol].FirstOrDefault(c => c.Id == quote.Id || string.Equals(c.Name, quote.Name, StringComparison.OrdinalIgnoreCase)) is { } coin ? quote with { Id = coin.Id } : quote)];
    }
}
